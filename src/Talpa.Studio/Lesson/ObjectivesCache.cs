namespace Talpa.Studio.Lesson;

/// <summary>The three objectives beside the run on show, computed only when they are asked for, and once for each moment.</summary>
internal sealed class ObjectivesOnShow
{
    private LessonRun? _run;
    private IReadOnlyList<RunEdit> _edits = [];
    private ThreeObjectives? _objectives;
    private Moment? _moment;
    private IReadOnlyList<ObjectiveMoment> _now = [];

    /// <summary>All three at the run's step.</summary>
    public IReadOnlyList<ObjectiveMoment> At(LessonRun run)
    {
        // A change by hand replaces what was computed beyond it, here as in the run.
        if (_objectives is null || !ReferenceEquals(_run, run) || !_edits.SequenceEqual(run.Edits))
        {
            _run = run;
            _edits = [.. run.Edits];
            _objectives = new ThreeObjectives(run);
            _moment = null;
        }

        if (!ReferenceEquals(_moment, run.Now))
        {
            _moment = run.Now;
            _now = _objectives.Now();
        }

        return _now;
    }
}
