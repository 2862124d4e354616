using Talpa.Kernels;
using Talpa.Objectives;
using Talpa.Text;
using Talpa.Training.Windows;

namespace Talpa.Training.Rounds;

/// <inheritdoc cref="IShard"/>
internal sealed class Shard<TWindow, TObjective> : IShard
    where TWindow : struct, IWindow
    where TObjective : struct, ISampledObjective
{
    private readonly EmbeddingModel _model;
    private readonly WindowSampler _sampler;
    private readonly LearningRate _learningRate;
    private readonly TObjective _objective;
    private readonly RowOverlay _input;
    private readonly RowOverlay _output;
    private readonly List<PlannedWindow> _windows = [];
    private readonly WordId[] _words = new WordId[PieceReader.PieceTokens];
    private readonly int[] _asked;
    private readonly WordId[] _context;
    private readonly WordId[] _contextPlaces;
    private readonly int[] _askedPlaces;
    private readonly VectorTable _scratch;
    private readonly VectorTable _delta;
    private float _rate;

    /// <summary>Makes a shard on a model, with its views of the two tables.</summary>
    public Shard(EmbeddingModel model, WindowSampler sampler, LearningRate learningRate, TObjective objective, RowOverlay input, RowOverlay output)
    {
        _model = model;
        _sampler = sampler;
        _learningRate = learningRate;
        _objective = objective;
        _input = input;
        _output = output;
        _asked = new int[PieceReader.PieceTokens * objective.MaxAsked];
        _askedPlaces = new int[objective.MaxAsked];
        _context = new WordId[2 * model.Options.Window];
        _contextPlaces = new WordId[_context.Length];
        _scratch = new VectorTable(1, model.Options.Dimension);
        _delta = new VectorTable(TWindow.HiddenCount(_context.Length), model.Options.Dimension);
    }

    /// <inheritdoc/>
    public void Plan(Piece piece, ReadOnlySpan<WordId> ids)
    {
        _input.Clear();
        _output.Clear();
        _windows.Clear();
        _rate = (float)_learningRate.After(piece.TokensBefore);
        SplitMix64 random = SplitMix64.For(_model.Options.Seed, piece.Epoch, piece.Number);
        int kept = 0;
        int asked = 0;
        for (ids = ids.Slice(piece.Start, piece.Length); !ids.IsEmpty;)
        {
            int end = ids.IndexOf(WordId.SentenceEnd);
            ReadOnlySpan<WordId> tokens = end < 0 ? ids : ids[..end];
            ReadOnlySpan<WordId> sentence = _sampler.Thin(tokens, _words.AsSpan(kept), ref random);
            sentence.CopyTo(_words.AsSpan(kept));
            PlanSentence(kept, sentence.Length, ref asked, ref random);
            kept += sentence.Length;
            ids = ids[(end < 0 ? tokens.Length : end + 1)..];
        }
    }

    /// <inheritdoc/>
    public (long Predictions, double Loss) Learn(ReadOnlySpan<ulong> sharedInput, ReadOnlySpan<ulong> sharedOutput)
    {
        _input.CopyShared(sharedInput);
        _output.CopyShared(sharedOutput);
        long predictions = 0;
        double loss = 0;
        for (int i = 0; i < _windows.Count; i++)
        {
            PrefetchAhead(i + 2);
            (int hidden, double lossHere) = LearnWindow(_windows[i]);
            predictions += hidden;
            loss += lossHere;
        }

        return (predictions, loss);
    }

    private void PlanSentence(int start, int length, ref int asked, ref SplitMix64 random)
    {
        for (int position = 0; position < length; position++)
        {
            (int first, int last) = _sampler.Around(position, length, ref random);
            if (first == last)
            {
                continue;
            }

            WordId centre = _words[start + position];
            int count = _objective.Ask(centre, ref random, _asked.AsSpan(asked));
            _windows.Add(new PlannedWindow(start + position, start + first, start + last, asked, count));
            foreach (int row in _asked.AsSpan(asked, count))
            {
                _output.Touch(row);
            }

            asked += count;
            for (int context = first; context <= last; context++)
            {
                if (context != position)
                {
                    _input.Touch(_words[start + context].Value);
                }
            }
        }
    }

    private (int Predictions, double Loss) LearnWindow(PlannedWindow window)
    {
        ReadOnlySpan<WordId> centre = _words.AsSpan(window.Centre, 1);
        ReadOnlySpan<WordId> context = WindowSampler.Context(_words, window.Centre, window.First, window.Last, _context);
        Span<WordId> contextPlaces = _contextPlaces.AsSpan(0, context.Length);
        for (int i = 0; i < context.Length; i++)
        {
            contextPlaces[i] = new WordId(_input.Place(context[i].Value));
        }

        Span<int> askedPlaces = _askedPlaces.AsSpan(0, window.AskedCount);
        for (int j = 0; j < askedPlaces.Length; j++)
        {
            askedPlaces[j] = _output.Place(_asked[window.Asked + j]);
        }

        RowSet hidden = TWindow.Hidden(_model.Input, centre, contextPlaces, _scratch);
        double loss = _objective.LearnAsked(hidden, _delta.Padded, centre[0], askedPlaces, _rate);
        TWindow.HandBack(_model.Input, centre, contextPlaces, _delta.Padded);
        return (hidden.Count, loss);
    }

    private void PrefetchAhead(int index)
    {
        if (index >= _windows.Count)
        {
            return;
        }

        PlannedWindow window = _windows[index];
        foreach (int row in _asked.AsSpan(window.Asked, window.AskedCount))
        {
            Rows.Prefetch(_model.OutputWithSpare.PaddedRow(_output.Place(row)));
        }

        Rows.Prefetch(_model.Input.PaddedRow(_input.Place(_words[window.Last].Value)));
    }

    /// <summary>A window with everything about it decided.</summary>
    private readonly record struct PlannedWindow(int Centre, int First, int Last, int Asked, int AskedCount);
}
