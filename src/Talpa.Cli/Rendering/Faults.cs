using Talpa.Formats;
using Talpa.Mpi;
using Talpa.Training;

namespace Talpa.Cli.Rendering;

/// <summary>What a person and the caller learn when something goes wrong.</summary>
internal static class Faults
{
    /// <summary>How the library's messages name an option, and what it is called here.</summary>
    private static readonly (string Property, string Option)[] OptionNames =
    [
        (nameof(CorpusOptions.Encoding), "--encoding"),
        (nameof(CorpusOptions.MaxDistinctWords), "--max-distinct"),
        (nameof(CorpusOptions.MaxCompressionRatio), "--max-compression-ratio"),
        (nameof(CorpusOptions.MaxDecompressedBytes), "--max-decompressed"),
        (nameof(VectorWriteOptions.Replacement), "--space-as"),
        (nameof(VectorWriteOptions.LeaveOutWords), "--leave-out-words"),
    ];

    /// <summary>Writes one line about a fault to the error stream; with debugging on, the stack trace too.</summary>
    public static ExitCode Report(Exception fault, Terminal terminal)
    {
        (ExitCode code, string line) = Describe(fault);
        terminal.Error.WriteLine($"talpa: {OneLine(line)}");
        if (terminal.Debug)
        {
            terminal.Error.WriteLine(fault);
        }

        terminal.Error.Flush();
        return code;
    }

    /// <summary>A fault of one rank of several, which is reported with the rank's name.</summary>
    public static (int Code, string Line) DescribeOfRank(Exception fault)
    {
        (ExitCode code, string line) = Describe(fault);
        return ((int)code, OneLine(line));
    }

    /// <summary>The exit code of a fault, and its line.</summary>
    public static (ExitCode Code, string Line) Describe(Exception fault) => fault switch
    {
        UsageException => (ExitCode.WrongUsage, fault.Message),
        UnwritableFileException => (ExitCode.Failed, fault.Message),
        TrainingDivergedException or NotEnoughMemoryException or ClusterException => (ExitCode.Failed, fault.Message),
        UnusableInputException => (ExitCode.UnusableInput, WithOptionNames(fault.Message)),
        OperationCanceledException => (ExitCode.Interrupted, "interrupted"),
        OutOfMemoryException => (ExitCode.Failed, "there is not enough memory; keep fewer words (--min-count, --max-vocab) or a smaller dimension (--dim)"),
        ArgumentException => (ExitCode.WrongUsage, WithoutParameter(fault.Message)),
        IOException or UnauthorizedAccessException => (ExitCode.Failed, fault.Message),
        _ => (ExitCode.Failed, $"a fault of Talpa's own: {fault.GetType().Name}: {fault.Message} (TALPA_DEBUG=1 shows where)"),
    };

    /// <summary>.NET appends the parameter and the value on lines of their own; the message has them already.</summary>
    public static string WithoutParameter(string message)
    {
        int end = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    /// <summary>A fault of an option that is out of its range. The library names an option by its property; here it gets the name it was given by.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="nameOf">The option that sets a property.</param>
    public static UsageException Usage(ArgumentOutOfRangeException fault, Func<string, string> nameOf)
    {
        string property = fault.ParamName ?? "";
        string message = WithoutParameter(fault.Message).Replace(property, nameOf(property), StringComparison.OrdinalIgnoreCase).TrimEnd('.');
        string value = $", not {fault.ActualValue}";
        return new UsageException(message.EndsWith(value, StringComparison.Ordinal) ? message : message + value);
    }

    private static string WithOptionNames(string message)
    {
        foreach ((string property, string option) in OptionNames)
        {
            message = message.Replace($"(option {property})", $"({option})", StringComparison.OrdinalIgnoreCase);
        }

        return message;
    }

    private static string OneLine(string message) => SafeText.Escape(message.ReplaceLineEndings(" "));
}
