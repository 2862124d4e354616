using Talpa.Cli.Rendering;

namespace Talpa.Cli.Learning;

/// <summary>Passes progress on to a line, on the thread that reports it.</summary>
internal sealed class Reporter<T>(ProgressLine line, Func<T, string> describe) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => line.Show(() => describe(value));
}
