using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training.Windows;

namespace Talpa.Training.Rounds;

/// <inheritdoc cref="IShard"/>
internal sealed class Shard<TWindow, TObjective> : IShard
    where TWindow : struct, IWindow
    where TObjective : struct, ISampledObjective
{
    /// <summary>How many windows before its use a row is asked from memory.</summary>
    private const int PrefetchDistance = 2;

    private readonly EmbeddingModel _model;
    private readonly WindowSampler _sampler;
    private readonly LearningRate _learningRate;
    private readonly TObjective _objective;
    private readonly RowOverlay _input;
    private readonly RowOverlay _output;
    private readonly PiecePlan[] _plans;
    private readonly WordId[] _places = new WordId[PieceReader.PieceTokens];
    private readonly WordId[] _context;
    private readonly PaddedMatrix _scratch;
    private readonly PaddedMatrix _delta;

    /// <summary>Makes a shard on a model, with its views of the two tables.</summary>
    public Shard(EmbeddingModel model, WindowSampler sampler, LearningRate learningRate, TObjective objective, RowOverlay input, RowOverlay output)
    {
        _model = model;
        _sampler = sampler;
        _learningRate = learningRate;
        _objective = objective;
        _input = input;
        _output = output;
        _plans = [new PiecePlan(), new PiecePlan()];
        _context = new WordId[2 * model.Options.Window];
        _scratch = new PaddedMatrix(1, model.Options.Dimension);
        _delta = new PaddedMatrix(TWindow.HiddenCount(_context.Length), model.Options.Dimension);
    }

    /// <inheritdoc/>
    public void Plan(Piece piece, ReadOnlySpan<WordId> ids, int side)
    {
        PiecePlan plan = _plans[side];
        plan.Clear((float)_learningRate.After(piece.TokensBefore));
        TouchedRows output = _output.Touched(side);
        output.Clear();
        int share = (int)((piece.Number + (piece.Number / RoundSchedule.ShardCount)) % RoundSchedule.ShardCount);
        SplitMix64 random = SplitMix64.For(_model.Options.Seed, piece.Epoch, piece.Number);
        for (ids = ids.Slice(piece.Start, piece.Length); !ids.IsEmpty;)
        {
            int end = ids.IndexOf(WordId.SentenceEnd);
            ReadOnlySpan<WordId> tokens = end < 0 ? ids : ids[..end];
            ReadOnlySpan<WordId> sentence = _sampler.Thin(tokens, plan.Words.AsSpan(plan.Length), ref random);
            sentence.CopyTo(plan.Words.AsSpan(plan.Length));
            PlanSentence(plan, sentence.Length, share, ref random);
            ids = ids[(end < 0 ? tokens.Length : end + 1)..];
        }

        output.Add(plan.Asked);
        TouchedRows input = _input.Touched(side);
        input.Clear();
        input.Add(MemoryMarshal.Cast<WordId, int>(plan.Words.AsSpan(0, plan.Length)));
    }

    /// <inheritdoc/>
    public (long Predictions, double Loss) Learn(int side)
    {
        PiecePlan plan = _plans[side];
        Resolve(plan, side);
        ReadOnlySpan<PlannedWindow> windows = CollectionsMarshal.AsSpan(plan.Windows);
        long predictions = 0;
        double loss = 0;
        for (int i = 0; i < windows.Length; i++)
        {
            if (i + PrefetchDistance < windows.Length)
            {
                Prefetch(plan, windows[i + PrefetchDistance]);
            }

            (int hidden, double lossHere) = LearnWindow(plan, windows[i]);
            predictions += hidden;
            loss += lossHere;
        }

        return (predictions, loss);
    }

    private void PlanSentence(PiecePlan plan, int length, int share, ref SplitMix64 random)
    {
        int start = plan.Length;
        Span<int> uses = plan.Uses.AsSpan(start, length);
        uses.Clear();
        for (int position = 0; position < length; position++)
        {
            (int first, int last) = _sampler.Around(position, length, ref random);
            if (first == last)
            {
                continue;
            }

            int count = _objective.Ask(
                plan.Words[start + position], TWindow.HiddenCount(last - first), share, ref random, plan.RoomToAsk(_objective.MaxAsked));
            plan.Windows.Add(new PlannedWindow(start + position, start + first, start + last, plan.AskedCount, count));
            plan.AskedCount += count;

            for (int i = first; i <= last; i++)
            {
                uses[i]++;
            }

            uses[position]--;
        }

        plan.Length += length;
    }

    /// <summary>Copies the shared rows and says where each row of the plan is found. The plan's output rows are replaced by their places.</summary>
    private void Resolve(PiecePlan plan, int side)
    {
        _input.CopyShared(side);
        _output.CopyShared(side);
        plan.Words.AsSpan(0, plan.Length).CopyTo(_places);
        _input.Resolve(MemoryMarshal.Cast<WordId, int>(_places.AsSpan(0, plan.Length)), plan.Uses);
        _output.Resolve(plan.Asked);
    }

    private (int Predictions, double Loss) LearnWindow(PiecePlan plan, PlannedWindow window)
    {
        ReadOnlySpan<WordId> centre = plan.Words.AsSpan(window.Centre, 1);
        ReadOnlySpan<WordId> context = WindowSampler.Context(_places, window.Centre, window.First, window.Last, _context);
        RowSet hidden = TWindow.Hidden(_model.Input, centre, context, _scratch);
        double loss = _objective.LearnAsked(hidden, _delta.Padded, centre[0], plan.Asked.Slice(window.Asked, window.AskedCount), plan.Rate);
        TWindow.HandBack(_model.Input, centre, context, _delta.Padded);
        return (hidden.Count, loss);
    }

    private void Prefetch(PiecePlan plan, PlannedWindow window)
    {
        foreach (int row in plan.Asked.Slice(window.Asked, window.AskedCount))
        {
            _objective.Ahead.Add(_model.OutputWithSpare, row);
        }

        _objective.Ahead.Add(_model.Input, _places[window.Last].Value);
    }
}
