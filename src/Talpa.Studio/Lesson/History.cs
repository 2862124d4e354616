namespace Talpa.Studio.Lesson;

/// <summary>
/// The whole past of a run, exact: tables of vectors that can be brought to any step, forward and back. A few states are kept; what
/// lies between is computed again, and since a step is a function of the tables, its number and the learning rate, it comes out the
/// same to the last bit. Changes made by hand belong to the run: one made in the past replaces everything after it.
/// </summary>
public sealed class History
{
    /// <summary>A run ends here.</summary>
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

    /// <summary>Starts a run from the tables as they are.</summary>
    /// <param name="tables">The tables; the history writes to them.</param>
    /// <param name="advance">Takes a step: its number from 0 and the learning rate; changes the tables and returns the loss before the step.</param>
    /// <param name="learningRate">The learning rate at the start.</param>
    /// <param name="edits">Changes that belong to the run from the start on, by rising step.</param>
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
        ApplyPlaces();
    }

    /// <summary>How many steps the tables have behind them.</summary>
    public int Step { get; private set; }

    /// <summary>How many steps have been computed so far in this run.</summary>
    public int Furthest => _losses.Count;

    /// <summary>The loss before each step computed so far.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>The changes made by hand, by rising step.</summary>
    public IReadOnlyList<RunEdit> Edits => _edits;

    /// <summary>The learning rate of the step to come.</summary>
    public double LearningRate => RateAt(Step);

    /// <summary>Brings the tables to the state after this many steps, 0 to <see cref="MaxSteps"/>.</summary>
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

    /// <summary>Makes a change at the present step. What had been computed beyond it is dropped.</summary>
    public void Apply(RunEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        if (edit.Step != Step)
        {
            throw new ArgumentException($"The change is for step {edit.Step}, but the run stands at step {Step}.", nameof(edit));
        }

        _losses.RemoveRange(Math.Min(Step, _losses.Count), Math.Max(0, _losses.Count - Step));
        while (_states.Count > 0 && _states.Keys[^1] > Step)
        {
            _states.RemoveAt(_states.Count - 1);
        }

        _edits.RemoveAll(old => old.Step > Step || Replaces(edit, old));
        _edits.Add(edit);
        ApplyPlaces();
    }

    /// <summary>One row's places on its way here: every step at first, later some, the present one last.</summary>
    /// <param name="table">Index of the table.</param>
    /// <param name="row">Index of the row.</param>
    /// <param name="maxPlaces">The most places, 2 or more.</param>
    public IReadOnlyList<(int Step, double[] Vector)> Trail(int table, int row, int maxPlaces)
    {
        int kept = NearestIndex(Step) + 1;
        int stride = Math.Max(1, (kept + maxPlaces - 1) / maxPlaces);
        int dimension = _tables[table][row].Length;
        int offset = _tables.Take(table).Sum(t => t.Sum(r => r.Length)) + (row * dimension);
        var trail = new List<(int Step, double[] Vector)>();
        for (int i = 0; i < kept; i += stride)
        {
            trail.Add((_states.Keys[i], _states.Values[i].AsSpan(offset, dimension).ToArray()));
        }

        trail.Add((Step, [.. _tables[table][row]]));
        return trail;
    }

    private static bool Replaces(RunEdit edit, RunEdit old) => old.Step == edit.Step && (edit, old) switch
    {
        (RateEdit, RateEdit) => true,
        (PlaceEdit a, PlaceEdit b) => a.Table == b.Table && a.Row == b.Row,
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

        ApplyPlaces();
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

    private void ApplyPlaces()
    {
        foreach (RunEdit edit in _edits)
        {
            if (edit is PlaceEdit place && edit.Step == Step)
            {
                place.Vector.ToArray().CopyTo(_tables[place.Table][place.Row], 0);
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
        ApplyPlaces();
    }
}
