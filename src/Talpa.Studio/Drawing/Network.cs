using Talpa.Studio.Lesson;

namespace Talpa.Studio.Drawing;

/// <summary>
/// The lesson's model drawn as a network: a column of input units, one a word, a column of hidden units, one a dimension, and a column of
/// output units, again one a word. The edges from an input unit are its word's input vector, the edges to an output unit its word's output vector.
/// </summary>
public sealed class Network
{
    /// <summary>How many words have a unit in each of the two outer columns.</summary>
    public const int MaxWords = 12;

    private const double Row = 26;
    private const double Edge = 20;
    private const double ThinnestLine = 0.6;
    private const double ThickestLine = 6;
    private const double ThickestInACrowd = 2.6;
    private const int Crowd = 30;
    private readonly double _largest;

    /// <summary>Lays a moment out.</summary>
    /// <param name="moment">What to draw.</param>
    /// <param name="isNarrow">Whether there is a phone's width only.</param>
    public Network(Moment moment, bool isNarrow)
    {
        ArgumentNullException.ThrowIfNull(moment);
        Words = Choose(moment);
        Width = isNarrow ? 400 : 760;
        Height = Math.Max(isNarrow ? 240 : 220, (Row * Math.Max(Words.Count, moment.Dimension)) + (2 * Edge));
        (InputX, HiddenX, OutputX) = isNarrow ? (92, 200, 308) : (190, 380, 570);
        Dimension = moment.Dimension;
        _largest = moment.Input.Concat(moment.Output).Max(vector => vector.Max(Math.Abs));
    }

    /// <summary>The words that have units, by id, in order: the centre word and its context always, of the others the first.</summary>
    public IReadOnlyList<int> Words { get; }

    /// <summary>How many hidden units there are.</summary>
    public int Dimension { get; }

    /// <summary>The picture's width.</summary>
    public double Width { get; }

    /// <summary>The picture's height.</summary>
    public double Height { get; }

    /// <summary>Where the column of input units stands.</summary>
    public double InputX { get; }

    /// <summary>Where the column of hidden units stands.</summary>
    public double HiddenX { get; }

    /// <summary>Where the column of output units stands.</summary>
    public double OutputX { get; }

    /// <summary>Where the unit of the word in a place of <see cref="Words"/> stands.</summary>
    public double WordY(int place) => Spread(place, Words.Count);

    /// <summary>Where the hidden unit of a dimension stands.</summary>
    public double HiddenY(int dimension) => Spread(dimension, Dimension);

    /// <summary>How thick the edge of a weight is.</summary>
    public double Thickness(double weight) => ThinnestLine + (((Words.Count * Dimension > Crowd ? ThickestInACrowd : ThickestLine) - ThinnestLine) * Share(weight));

    /// <summary>How far a weight is from zero, as a share of the farthest of both tables: 0 to 1.</summary>
    public double Share(double weight) => _largest > 0 && double.IsFinite(weight) && double.IsFinite(_largest) ? Math.Abs(weight) / _largest : 0;

    private static IReadOnlyList<int> Choose(Moment moment)
    {
        HashSet<int> chosen = [moment.Example.Centre, .. moment.Example.Context];
        for (int w = 0; w < moment.Words.Count && chosen.Count < MaxWords; w++)
        {
            chosen.Add(w);
        }

        return [.. chosen.Order()];
    }

    private double Spread(int place, int count)
    {
        // Few units stand nearer together than the picture's height would have them.
        double step = Math.Min((Height - (2 * Edge)) / count, 72);
        return (Height / 2) + (step * (place - ((count - 1) / 2.0)));
    }
}
