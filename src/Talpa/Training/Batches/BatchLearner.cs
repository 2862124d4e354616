using System.Runtime.CompilerServices;
using Talpa.Inputs;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training.Architectures;

namespace Talpa.Training.Batches;

/// <summary>The training loop: for each window of a batch, input rows → hidden vectors → step on the output rows → input rows.</summary>
/// <typeparam name="TArchitecture">Which words of a window predict which others.</typeparam>
/// <typeparam name="TInputs">Which input rows make a word's vector.</typeparam>
/// <typeparam name="TStep">The gradient step on the output rows.</typeparam>
internal sealed class BatchLearner<TArchitecture, TInputs, TStep> : IBatchLearner
    where TArchitecture : struct, IArchitecture
    where TInputs : struct, IInputRows
    where TStep : struct, IObjectiveStep
{
    /// <summary>How many windows before its use a row is fetched from memory.</summary>
    private const int PrefetchDistance = 2;

    private readonly PaddedMatrix _input;
    private readonly PaddedMatrix _output;
    private readonly TStep _step;
    private readonly int _window;
    private readonly int[] _context;
    private readonly WordId[] _contextWords;
    private readonly PaddedMatrix _scratch;
    private readonly PaddedMatrix _delta;
    private readonly ComposedVectors<TInputs>? _composed;
    private readonly ModelAnchors? _anchors;

    /// <summary>Makes a learner.</summary>
    /// <param name="input">The input table.</param>
    /// <param name="output">The output table.</param>
    /// <param name="step">The step of this learner alone.</param>
    /// <param name="maxContext">The largest number of context words of a window.</param>
    /// <param name="anchors">What holds rows of the tables; <c>null</c> for nothing.</param>
    public BatchLearner(PaddedMatrix input, PaddedMatrix output, TStep step, int maxContext, ModelAnchors? anchors = null)
    {
        _anchors = anchors;
        _input = input;
        _output = output;
        _step = step;
        _window = maxContext / 2;
        _context = new int[maxContext];
        _contextWords = new WordId[maxContext];
        _scratch = new PaddedMatrix(1, input.Dimension);
        _delta = new PaddedMatrix(TArchitecture.HiddenCount(maxContext), input.Dimension);
        _composed = TInputs.IsSingleRow ? null : new ComposedVectors<TInputs>(input);
    }

    /// <inheritdoc/>
    public (long Predictions, double Loss) Learn(Batch batch)
    {
        PaddedMatrix vectors = TInputs.IsSingleRow ? _input : _composed!.Load(batch.Composed!);
        (long, double) result = Learn(batch, vectors);
        if (!TInputs.IsSingleRow)
        {
            _composed!.AddBack(batch.Composed!);
            DrawComposed(batch);
        }

        return result;
    }

    /// <summary>Learns a batch, window after window.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="vectors">The words' vectors, which are used and changed in place.</param>
    private (long Predictions, double Loss) Learn(Batch batch, PaddedMatrix vectors)
    {
        ReadOnlySpan<PlannedWindow> windows = batch.Windows;
        long predictions = 0;
        double loss = 0;
        for (int i = 0; i < Math.Min(PrefetchDistance, windows.Length); i++)
        {
            Prefetch(batch, in windows[i]);
        }

        for (int i = 0; i < windows.Length; i++)
        {
            if (i + PrefetchDistance < windows.Length)
            {
                Prefetch(batch, in windows[i + PrefetchDistance]);
            }

            (int made, double lossHere) = Learn(batch, in windows[i], vectors);
            predictions += made;
            loss += lossHere;
        }

        return (predictions, loss);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int Predictions, double Loss) Learn(Batch batch, in PlannedWindow window, PaddedMatrix vectors)
    {
        ReadOnlySpan<int> rows = batch.InputRows;
        ReadOnlySpan<int> centre = rows.Slice(window.Centre, 1);
        ReadOnlySpan<int> context = Window.Around(rows, window.Centre, window.First, window.Last, _context);
        ReadOnlySpan<WordId> targets = batch.Words.Slice(window.Centre, 1);
        if (TArchitecture.PredictsContext)
        {
            targets = Window.Around(batch.Words, window.Centre, window.First, window.Last, _contextWords);
        }

        RowSet hidden = TArchitecture.Hidden(vectors, centre, context, _scratch);
        double loss = _step.Learn(hidden, _delta.Padded, targets, batch.OutputRows.Slice(window.FirstRow, window.RowCount), batch.Rate);
        TArchitecture.AddBack(vectors, centre, context, _delta.Padded);
        if (_anchors is not null)
        {
            Draw(batch, in window, centre, context);
        }

        return (hidden.Count * targets.Length, loss);
    }

    /// <summary>Holds the rows that a window has changed. An input row is drawn back once for each occurrence of its word, in the window around that.</summary>
    private void Draw(Batch batch, in PlannedWindow window, ReadOnlySpan<int> centre, ReadOnlySpan<int> context)
    {
        (TableAnchors input, TableAnchors output) = _anchors!;
        if (TInputs.IsSingleRow)
        {
            foreach (int row in context)
            {
                input.Restore(_input, row);
            }

            input.Draw(_input, centre[0], batch.Rate * TArchitecture.Curvature.Input);
        }

        float weight = batch.Rate * TArchitecture.Curvature.Output;
        foreach (int row in batch.OutputRows.Slice(window.FirstRow, window.RowCount))
        {
            output.Draw(_output, row, weight);
        }

        // With the full softmax a window changes every row.
        if (window.RowCount == 0)
        {
            for (int row = 0; row < _output.Rows; row++)
            {
                output.Draw(_output, row, weight / _output.Rows);
            }
        }
    }

    /// <summary>Holds the input rows of a batch whose vectors are composed.</summary>
    private void DrawComposed(Batch batch)
    {
        ComposedWords words = batch.Composed!;
        for (int word = 0; _anchors is not null && word < words.Count; word++)
        {
            foreach (int row in words.RowsOf(word))
            {
                _anchors.Input.Draw(_input, row, batch.Rate * TArchitecture.Curvature.Input * words.UsesOf(word));
            }
        }
    }

    private void Prefetch(Batch batch, in PlannedWindow window)
    {
        RowsAhead ahead = _step.Ahead;
        foreach (int row in batch.OutputRows.Slice(window.FirstRow, window.RowCount))
        {
            ahead.Add(_output, row);
        }

        // The word that enters the widest window; the others entered before. Composed vectors are near already.
        int entering = window.Centre + _window;
        if (TInputs.IsSingleRow && entering < batch.Words.Length)
        {
            ahead.Add(_input, batch.InputRows[entering]);
        }
    }
}
