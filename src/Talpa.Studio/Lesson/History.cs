namespace Talpa.Studio.Lesson;

/// <summary>
/// The exact history of a run: sets the tables of vectors to any step, forward and back. Some states are stored, and the steps between them are
/// computed again. A step is a function of the tables, its number and the learning rate, so the result is the same to the last bit. Changes by the
/// user belong to the run; a change at an earlier step discards everything after it.
/// </summary>
public sealed class History
{
    /// <summary>The last step of a run.</summary>
    public const int MaxSteps = 10_000;

    private const int EarlySteps = 32;
    private const long MemoryForStates = 64L * 1024 * 1024;

    private readonly double[][][] _tables;
    private readonly Func<int, double, double> _advance;
    private readonly double _firstRate;
    private readonly int _interval;
    private readonly SortedList<int, double[]> _states = [];
    private readonly List<double> _losses = [];
    private readonly List<RunEdit> _edits;

    /// <summary>Starts a run from the current tables.</summary>
    /// <param name="tables">The tables, which the history modifies.</param>
    /// <param name="advance">Executes a step, given its number from 0 and the learning rate: changes the tables and returns the loss before the step.</param>
    /// <param name="learningRate">The initial learning rate.</param>
    /// <param name="edits">The initial changes, in any order.</param>
    public History(double[][][] tables, Func<int, double, double> advance, double learningRate, IEnumerable<RunEdit>? edits = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(advance);
        _tables = tables;
        _advance = advance;
        _firstRate = learningRate;
        _edits = edits is null ? [] : [.. edits.OrderBy(edit => edit.Step)];
        long bytes = tables.Sum(table => table.Sum(row => (long)row.Length * sizeof(double)));
        _interval = 16;
        while (bytes * (MaxSteps / _interval) > MemoryForStates)
        {
            _interval *= 2;
        }

        _states[0] = Flatten();
        ApplyVectorEdits();
    }

    /// <summary>The number of executed steps.</summary>
    public int Step { get; private set; }

    /// <summary>The number of steps computed so far in this run.</summary>
    public int ComputedSteps => _losses.Count;

    /// <summary>The loss before each step computed so far.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>The changes by the user, in ascending order of steps.</summary>
    public IReadOnlyList<RunEdit> Edits => _edits;

    /// <summary>The learning rate of the next step.</summary>
    public double LearningRate => RateAt(Step);

    /// <summary>Sets the tables to the state after a number of steps, 0 to <see cref="MaxSteps"/>.</summary>
    public void GoTo(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, MaxSteps);
        int nearest = NearestState(step);
        if (step < Step || nearest > Step)
        {
            Load(nearest);
        }

        while (Step < step)
        {
            Advance();
        }
    }

    /// <summary>Applies a change at the current step. Later steps are discarded.</summary>
    public void Apply(RunEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        if (edit.Step != Step)
        {
            throw new ArgumentException($"The change is for step {edit.Step}, but the current step is {Step}.", nameof(edit));
        }

        _losses.RemoveRange(Math.Min(Step, _losses.Count), Math.Max(0, _losses.Count - Step));
        while (_states.Count > 0 && _states.Keys[^1] > Step)
        {
            _states.RemoveAt(_states.Count - 1);
        }

        _edits.RemoveAll(old => old.Step > Step || Replaces(edit, old));
        _edits.Add(edit);
        ApplyVectorEdits();
    }

    /// <summary>Returns the vectors of a row up to the current step: all early steps, then some, the current one last.</summary>
    /// <param name="table">The index of the table.</param>
    /// <param name="row">The index of the row.</param>
    /// <param name="maxPoints">The maximum number of vectors, at least 2.</param>
    public IReadOnlyList<(int Step, double[] Vector)> Trail(int table, int row, int maxPoints)
    {
        int kept = NearestIndex(Step) + 1;
        int stride = Math.Max(1, (kept + maxPoints - 1) / maxPoints);
        int dimension = _tables[table][row].Length;
        int offset = _tables.Take(table).Sum(t => t.Sum(r => r.Length)) + (row * dimension);
        var trail = new List<(int Step, double[] Vector)>();
        for (int i = 0; i < kept; i += stride)
        {
            trail.Add((_states.Keys[i], _states.Values[i].AsSpan(offset, dimension).ToArray()));
        }

        // The state that is stored for a step is from before the user's changes at that step. Without any, the vectors would be there twice.
        if (trail[^1].Step == Step && !_edits.Exists(edit => edit is VectorEdit && edit.Step == Step))
        {
            trail.RemoveAt(trail.Count - 1);
        }

        trail.Add((Step, [.. _tables[table][row]]));
        return trail;
    }

    private static bool Replaces(RunEdit edit, RunEdit old) => old.Step == edit.Step && (edit, old) switch
    {
        (RateEdit, RateEdit) => true,
        (VectorEdit a, VectorEdit b) => a.Table == b.Table && a.Row == b.Row,
        _ => false,
    };

    private void Advance()
    {
        double loss = _advance(Step, RateAt(Step));
        if (Step == _losses.Count)
        {
            _losses.Add(loss);
        }

        Step++;
        if ((Step < EarlySteps || Step % _interval == 0) && !_states.ContainsKey(Step))
        {
            _states[Step] = Flatten();
        }

        ApplyVectorEdits();
    }

    private double RateAt(int step)
    {
        double rate = _firstRate;
        foreach (RunEdit edit in _edits)
        {
            if (edit is RateEdit change && edit.Step <= step)
            {
                rate = change.Rate;
            }
        }

        return rate;
    }

    private void ApplyVectorEdits()
    {
        foreach (RunEdit edit in _edits)
        {
            if (edit is VectorEdit vector && edit.Step == Step)
            {
                vector.Vector.ToArray().CopyTo(_tables[vector.Table][vector.Row], 0);
            }
        }
    }

    private int NearestState(int step) => _states.Keys[NearestIndex(step)];

    private int NearestIndex(int step)
    {
        int low = 0;
        int high = _states.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_states.Keys[middle] <= step)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private double[] Flatten() => [.. _tables.SelectMany(table => table.SelectMany(row => row))];

    private void Load(int step)
    {
        double[] state = _states[step];
        int at = 0;
        foreach (double[] row in _tables.SelectMany(table => table))
        {
            state.AsSpan(at, row.Length).CopyTo(row);
            at += row.Length;
        }

        Step = step;
        ApplyVectorEdits();
    }
}
