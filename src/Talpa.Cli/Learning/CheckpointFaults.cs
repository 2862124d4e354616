using Talpa.Cli.Rendering;
using Talpa.Training;

namespace Talpa.Cli.Learning;

/// <summary>Passes progress on and reports when a checkpoint could not be saved: once for each reason, quiet or not, since something may be lost.</summary>
internal sealed class CheckpointFaults(IProgress<TrainingProgress>? next, ProgressLine line, Terminal terminal) : IProgress<TrainingProgress>
{
    private string? _said;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.CheckpointFault is { } fault && fault != _said)
        {
            _said = fault;
            line.Clear();
            Notes.Write(terminal, $"no checkpoint could be saved: {fault.TrimEnd('.')}; the training continues");
        }

        next?.Report(value);
    }
}
