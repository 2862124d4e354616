namespace Talpa.Studio.Lesson;

/// <summary>Computes the three objectives of the current run on demand, once for each snapshot.</summary>
internal sealed class ObjectivesCache
{
    private LessonRun? _run;
    private IReadOnlyList<RunEdit> _edits = [];
    private ThreeObjectives? _objectives;
    private LessonSnapshot? _snapshot;
    private IReadOnlyList<ObjectiveSnapshot> _now = [];

    /// <summary>Returns all three at the run's step.</summary>
    public IReadOnlyList<ObjectiveSnapshot> At(LessonRun run)
    {
        // A change by the user discards later steps, as in the run.
        if (_objectives is null || !ReferenceEquals(_run, run) || !_edits.SequenceEqual(run.Edits))
        {
            _run = run;
            _edits = [.. run.Edits];
            _objectives = new ThreeObjectives(run);
            _snapshot = null;
        }

        if (!ReferenceEquals(_snapshot, run.Now))
        {
            _snapshot = run.Now;
            _now = _objectives.Now();
        }

        return _now;
    }
}
