using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>
/// One step of logistic regression of N hidden vectors h against M output vectors u, the heart of negative sampling and of
/// hierarchical softmax:
/// <code>
/// s[i,j]  = h[i] · u[j]
/// g[i,j]  = rate · (label[j] − σ(s[i,j]))
/// Δh[i]   = Σ_j g[i,j] u[j]
/// u[j]   += Σ_i g[i,j] h[i]
/// loss    = − Σ log σ(± s[i,j])            + where the label is 1, − where it is 0
/// </code>
/// Both updates use the vectors as they were before the step (but an output row that occurs twice, farther apart than a tile, is read updated).
/// <para>
/// With m = +1 for a label 1, −1 for 0, both follow from z = m · s: g = rate · m · σ(−z), loss = log(1 + e^−z).
/// </para>
/// <para>
/// Operations: 6 · N · M · stride, plus about 30 · N · M for σ and log. Traffic: each output row is read twice and written once,
/// the N hidden vectors and their Δ stay in the first-level cache; up to eight rows a tile that are needed next are fetched meanwhile. Outputs are
/// taken in tiles of six, hidden vectors in twos: 12 sums in registers give a fused multiply-add of four cycles' latency enough to do, and fit 16
/// registers.
/// </para>
/// </summary>
internal sealed unsafe partial class LogisticBlock
{
    /// <summary>Outputs in a tile. One true word and five negative samples, the usual choice, fill it.</summary>
    public const int Tile = 6;

    /// <summary>Rows fetched meanwhile by the update of a tile: those of the next one, and a few more.</summary>
    private const int Fetched = 8;

    private readonly int _maxHidden;
    private readonly int _stride;
    private readonly nuint[] _starts;
    private readonly PaddedMatrix _scores;
    private readonly PaddedMatrix _spare;
    private readonly Vector256<float>[] _marks;
    private int _outputs;

    /// <summary>Takes the scratch memory.</summary>
    /// <param name="maxHidden">The most hidden vectors in a step.</param>
    /// <param name="maxOutputs">The most outputs in a step.</param>
    /// <param name="stride">Length of a padded row.</param>
    public LogisticBlock(int maxHidden, int maxOutputs, int stride)
    {
        _maxHidden = maxHidden;
        _stride = stride;
        _starts = new nuint[maxHidden + 1];

        // An odd last hidden vector writes a pair's scores, and the last register of a tile may reach beyond it.
        _scores = new PaddedMatrix(2, PaddedMatrix.PaddedLength((maxHidden + 1) * Tile) + PaddedMatrix.Lanes);
        _spare = new PaddedMatrix(Tile, stride);
        _marks = new Vector256<float>[(maxOutputs + Tile - 1) / Tile];
        Ahead = new RowsAhead(_marks.Length * Fetched);
    }

    /// <summary>What steps fetch meanwhile.</summary>
    public RowsAhead Ahead { get; }

    /// <summary>Sets the labels of the outputs for the steps to come.</summary>
    /// <param name="labels">A number for each output; its lowest bit is the label, 1 or 0.</param>
    public void SetLabels(ReadOnlySpan<int> labels)
    {
        Span<int> last = stackalloc int[Vector256<int>.Count];
        for (int first = 0; first < labels.Length; first += Tile)
        {
            ReadOnlySpan<int> tile = labels[first..];
            Vector256<int> numbers;
            if (tile.Length >= Vector256<int>.Count)
            {
                numbers = Vector256.Create(tile);
            }
            else
            {
                tile.CopyTo(last);
                numbers = Vector256.Create<int>(last);
            }

            Vector256<int> isOutput = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(Math.Min(Tile, tile.Length)));
            Vector256<int> marks = ((numbers & Vector256<int>.One) << 1) - Vector256<int>.One;
            _marks[first / Tile] = Vector256.ConvertToSingle(marks & isOutput);
        }

        _outputs = labels.Length;
    }

    /// <summary>Does one step.</summary>
    /// <param name="hidden">h: N rows. They do not change.</param>
    /// <param name="delta">Receives Δh: N × stride.</param>
    /// <param name="outputs">u: as many rows as labels were set.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="accumulate">Whether Δh is added to the values there, instead of overwriting them.</param>
    /// <returns>The loss before the step, in nats, summed over N × M.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Step(RowSet hidden, Span<float> delta, RowSet outputs, float rate, bool accumulate = false)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Step<Simd512, Vector512<float>>(hidden, delta, outputs, rate, accumulate);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return Step<Simd256, Vector256<float>>(hidden, delta, outputs, rate, accumulate);
        }

        return Vector128.IsHardwareAccelerated
            ? Step<Simd128, Vector128<float>>(hidden, delta, outputs, rate, accumulate)
            : Step<SimdScalar, float>(hidden, delta, outputs, rate, accumulate);
    }

    /// <summary>The same, for one register width.</summary>
    internal double Step<TSimd, TVector>(RowSet hidden, Span<float> delta, RowSet outputs, float rate, bool accumulate)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        CheckSizes(hidden, delta, outputs);
        if (outputs.Count == 0 && !accumulate)
        {
            delta[..(hidden.Count * _stride)].Clear();
        }

        double loss = 0;
        float** u = stackalloc float*[Tile];
        float** soon = stackalloc float*[Fetched];
        fixed (float* h = hidden.Table.Padded, d = delta, t = outputs.Table.Padded, spare = _spare.Padded, scores = _scores.Padded)
        fixed (nuint* starts = _starts)
        {
            for (int i = 0; i < hidden.Count; i++)
            {
                starts[i] = RowStart(hidden.Rows[i], hidden.Table.Rows);
            }

            // The last of an odd number is scored together with itself.
            starts[hidden.Count] = starts[Math.Max(0, hidden.Count - 1)];
            float* marks = scores + _scores.Stride;
            for (int first = 0; first < outputs.Count; first += Tile)
            {
                int width = Math.Min(Tile, outputs.Count - first);
                for (int j = 0; j < Tile; j++)
                {
                    // A tile that isn't full is filled up with rows that are not read.
                    u[j] = j < width ? t + RowStart(outputs.Rows[first + j], outputs.Table.Rows) : spare + (j * _stride);
                }

                Spread(_marks[first / Tile], marks, hidden.Count);
                Scores<TSimd, TVector>(h, starts, hidden.Count, u, scores);
                loss += Errors<TSimd, TVector>(scores, marks, hidden.Count * Tile, rate);
                Ahead.Take(soon, Fetched, spare);
                if (accumulate)
                {
                    Update<TSimd, TVector, Adding>(h, starts, d, hidden.Count, u, scores, soon);
                }
                else
                {
                    Update<TSimd, TVector, Writing>(h, starts, d, hidden.Count, u, scores, soon);
                }

                accumulate = true;
            }
        }

        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nuint RowStart(int row, int rows)
    {
        if ((uint)row >= (uint)rows)
        {
            ThrowSizes();
        }

        return (nuint)(uint)row * (nuint)_stride;
    }

    private void CheckSizes(RowSet hidden, Span<float> delta, RowSet outputs)
    {
        if (hidden.Count > _maxHidden
            || delta.Length < hidden.Count * _stride
            || outputs.Count != _outputs
            || hidden.Table.Stride != _stride
            || outputs.Table.Stride != _stride)
        {
            ThrowSizes();
        }
    }

    private static void ThrowSizes() => throw new ArgumentException(
        "A step's hidden vectors, outputs and labels do not fit its scratch memory or their tables.", "hidden");
}
