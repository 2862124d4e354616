using Talpa.Studio.Lesson;

namespace Talpa.Studio.Drawing;

/// <summary>
/// The layout of the lesson's model as a network: a column of input units, one for each word, a column of hidden units, one for each dimension, and a
/// column of output units, one for each word. The edges from an input unit are its word's input vector, those to an output unit its word's output vector.
/// </summary>
public sealed class Network
{
    /// <summary>The maximum number of words with a unit in the outer columns.</summary>
    public const int MaxWords = 12;

    private const double Row = 26;
    private const double Edge = 20;
    private const double ThinnestLine = 0.6;
    private const double ThickestLine = 6;
    private const double ThickestLineOfMany = 2.6;
    private const int ManyEdges = 30;
    private readonly double _largest;

    /// <summary>Creates the layout of a snapshot.</summary>
    /// <param name="snapshot">The snapshot to draw.</param>
    /// <param name="isNarrow">Whether the page has the width of a phone.</param>
    public Network(LessonSnapshot snapshot, bool isNarrow)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Words = Choose(snapshot);
        Width = isNarrow ? 400 : 760;
        Height = Math.Max(isNarrow ? 240 : 220, (Row * Math.Max(Words.Count, snapshot.Dimension)) + (2 * Edge));
        (InputX, HiddenX, OutputX) = isNarrow ? (92, 200, 308) : (190, 380, 570);
        Dimension = snapshot.Dimension;
        _largest = snapshot.Input.Concat(snapshot.Output).Max(vector => vector.Max(Math.Abs));
    }

    /// <summary>The ids of the words with units, in order: the centre word, its context, and the first of the other words.</summary>
    public IReadOnlyList<int> Words { get; }

    /// <summary>The number of hidden units.</summary>
    public int Dimension { get; }

    /// <summary>The width of the picture.</summary>
    public double Width { get; }

    /// <summary>The height of the picture.</summary>
    public double Height { get; }

    /// <summary>The horizontal position of the input units.</summary>
    public double InputX { get; }

    /// <summary>The horizontal position of the hidden units.</summary>
    public double HiddenX { get; }

    /// <summary>The horizontal position of the output units.</summary>
    public double OutputX { get; }

    /// <summary>Returns the vertical position of the unit of a word, by its index in <see cref="Words"/>.</summary>
    public double WordY(int index) => Spread(index, Words.Count);

    /// <summary>Returns the vertical position of a hidden unit.</summary>
    public double HiddenY(int dimension) => Spread(dimension, Dimension);

    /// <summary>Returns the width of a weight's edge.</summary>
    public double Thickness(double weight) => ThinnestLine + (((Words.Count * Dimension > ManyEdges ? ThickestLineOfMany : ThickestLine) - ThinnestLine) * Share(weight));

    /// <summary>Returns the absolute weight relative to the largest of both tables: 0 to 1.</summary>
    public double Share(double weight) => _largest > 0 && double.IsFinite(weight) && double.IsFinite(_largest) ? Math.Abs(weight) / _largest : 0;

    private static IReadOnlyList<int> Choose(LessonSnapshot snapshot)
    {
        HashSet<int> chosen = [snapshot.Example.Centre, .. snapshot.Example.Context];
        for (int w = 0; w < snapshot.Words.Count && chosen.Count < MaxWords; w++)
        {
            chosen.Add(w);
        }

        return [.. chosen.Order()];
    }

    private double Spread(int index, int count)
    {
        // The distance between units has a maximum.
        double step = Math.Min((Height - (2 * Edge)) / count, 72);
        return (Height / 2) + (step * (index - ((count - 1) / 2.0)));
    }
}
