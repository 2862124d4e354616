using System.Globalization;
using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Learning;

/// <summary>The checkpoints of a training of the command line: where they are and what is stored with them to resume.</summary>
internal static class JobCheckpoints
{
    private const string WorkingFolder = "folder";
    private const string Ending = ".checkpoint";
    private const string Format = "format";
    private const string Side = "vectors";
    private const string VocabularyFile = "vocabulary";
    private const string ContinuedModel = "from";
    private const string InitialVectors = "init";
    private const string FrozenWords = "frozen words";
    private const string OwnText = "own text";

    /// <summary>A training of fewer minutes may be thrown away for another one of the same name.</summary>
    private static readonly TimeSpan WorthKeeping = TimeSpan.FromMinutes(5);

    /// <summary>The folder of the checkpoints of a training whose vectors go to a file.</summary>
    public static string FolderOf(string output) => output + Ending;

    /// <summary>Where and how often to save, and what is needed to resume; <c>null</c> where it is switched off.</summary>
    /// <param name="job">The training.</param>
    /// <param name="every">Time from one to the next; zero for none, <c>null</c> for the usual.</param>
    public static CheckpointOptions? For(TrainingJob job, TimeSpan? every)
    {
        if (every == TimeSpan.Zero)
        {
            return null;
        }

        var notes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkingFolder] = Directory.GetCurrentDirectory(),
            [Format] = VectorFiles.NameOf(job.Format),
        };
        if (job.Side is { } side)
        {
            notes[Side] = side.ToString();
        }

        if (job.HasOwnText)
        {
            notes[OwnText] = "yes";
        }

        if (job.VocabularyFile is { } vocabulary)
        {
            notes[VocabularyFile] = vocabulary;
        }

        if (job.Start is { } start)
        {
            notes[start.IsContinued ? ContinuedModel : InitialVectors] = start.Path;
            if (start.FrozenWordsFile is { } words)
            {
                notes[FrozenWords] = words;
            }
        }

        for (int i = 0; i < job.Inputs.Count; i++)
        {
            notes[InputName(i)] = job.Inputs[i];
        }

        var options = new CheckpointOptions { Folder = FolderOf(job.Output), Notes = notes };
        return every is { } time ? options with { Every = time } : options;
    }

    /// <summary>Sees to it that a long training which was cut off is not lost to a new one of the same name.</summary>
    /// <exception cref="UsageException">There is such a training.</exception>
    public static void RequireNothingUnfinished(string output)
    {
        string folder = FolderOf(output);
        if (TryOpen(folder) is { } unfinished && unfinished.Progress.Elapsed >= WorthKeeping)
        {
            throw new UsageException(
                $"{folder} holds a training that is {Figures.Percent(unfinished.Progress.Fraction)} done, after {Figures.Duration(unfinished.Progress.Elapsed)}; "
                + $"resume it: talpa resume {ShellText.Quote(folder)}, or remove that folder to train from the start");
        }
    }

    /// <summary>The training that a checkpoint is of.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="terminal">Where the standard input is, if the text came from there.</param>
    /// <exception cref="UnusableInputException">It was not saved by this command, or the text is gone.</exception>
    /// <exception cref="UsageException">The folder's name does not name a file for the vectors, or that holds something else.</exception>
    public static TrainingJob JobOf(Checkpoint checkpoint, string folder, Terminal terminal)
    {
        IReadOnlyDictionary<string, string> notes = checkpoint.Notes;
        if (!notes.TryGetValue(WorkingFolder, out string? workingFolder)
            || !notes.TryGetValue(Format, out string? format) || !VectorFiles.FormatNames.Contains(format, StringComparer.Ordinal))
        {
            throw new UnusableInputException($"{checkpoint.Path}: it does not contain the path of the text; resume with the program that saved it");
        }

        string[] inputs = [.. Enumerable.Range(0, notes.Count).Select(i => notes.GetValueOrDefault(InputName(i))).OfType<string>()];
        string[] found = [.. inputs.Select(input => TextInputs.From(workingFolder, input))];
        string output = OutputOf(folder);
        OutputFile.RequireVectorsOrNothing(output);
        OutputFile.RequireApart(output, found);
        string? vocabulary = notes.TryGetValue(VocabularyFile, out string? noted) ? TextInputs.From(workingFolder, noted) : null;
        StartingModel? start = StartOf(notes, workingFolder);
        return new TrainingJob
        {
            Text = TextInputs.OpenOrZoo(found, terminal),
            TextName = TextInputs.DescribeOrZoo(inputs),
            Inputs = inputs,
            Options = OptionsWith(checkpoint.Options, vocabulary, start),
            Start = start,
            VocabularyFile = vocabulary,
            HasOwnText = notes.ContainsKey(OwnText),
            Side = notes.TryGetValue(Side, out string? side) && Enum.TryParse(side, out VectorSide parsed) ? parsed : null,
            Output = output,
            Format = VectorFiles.ParseFormat(format),
            Json = false,
            Quiet = false,
            From = checkpoint,
            Checkpoints = new CheckpointOptions { Folder = folder, Notes = notes },
        };
    }

    /// <summary>The model that the training started from, read again.</summary>
    private static StartingModel? StartOf(IReadOnlyDictionary<string, string> notes, string workingFolder)
    {
        StartingModel? start = notes.TryGetValue(ContinuedModel, out string? model) ? StartingModel.ToContinue(TextInputs.From(workingFolder, model))
            : notes.TryGetValue(InitialVectors, out string? vectors) ? StartingModel.ToInitialise(TextInputs.From(workingFolder, vectors))
            : null;
        return start is not null && notes.TryGetValue(FrozenWords, out string? words) ? start with { FrozenWordsFile = TextInputs.From(workingFolder, words) } : start;
    }

    private static TrainingOptions OptionsWith(TrainingOptions options, string? vocabulary, StartingModel? start)
    {
        TrainingOptions complete = start?.Complete(options) ?? options;
        return vocabulary is null ? complete : complete with { Corpus = complete.Corpus with { Vocabulary = Vocabulary.Load(vocabulary) } };
    }

    /// <summary>
    /// The file of the vectors, from the folder's name, which the user sees, and not from the checkpoint, which may come from someone else.
    /// </summary>
    /// <exception cref="UsageException">The name is not that of a file with .checkpoint behind it.</exception>
    private static string OutputOf(string folder)
    {
        string name = Path.TrimEndingDirectorySeparator(folder);
        return name.EndsWith(Ending, StringComparison.Ordinal) && Path.GetFileName(name).Length > Ending.Length
            ? name[..^Ending.Length]
            : throw new UsageException($"{folder}: the folder's name determines the file of the vectors; rename it to the name of that file followed by {Ending}");
    }

    private static Checkpoint? TryOpen(string folder)
    {
        try
        {
            return Checkpoint.Exists(folder) ? Checkpoint.Open(folder) : null;
        }
        catch (TalpaException)
        {
            // There is nothing to resume from.
            return null;
        }
    }

    private static string InputName(int index) => $"input {(index + 1).ToString(CultureInfo.InvariantCulture)}";
}
