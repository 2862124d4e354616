namespace Talpa.Studio.Common.Messages;

/// <summary>The drawn words on one axis between two words, or on the plane of two axes. A position is the cosine of a word with an axis: the dot product of vectors of length 1.</summary>
/// <param name="Axes">The horizontal axis, and the vertical one if there are two. With one axis, the height is the rank of a word by frequency, on a logarithmic scale.</param>
/// <param name="Cosine">The cosine between two axes; <c>null</c> for one.</param>
/// <param name="Reach">Half the width of the range of points.</param>
/// <param name="Middle">The middle of the range of points: x and y.</param>
/// <param name="Unit">The length of one step of <paramref name="Positions"/>.</param>
/// <param name="Positions">The points in the order of the drawn words, encoded by <see cref="QuantizedPoints"/>.</param>
public sealed record AxesMap(IReadOnlyList<MapAxis> Axes, double? Cosine, double Reach, IReadOnlyList<double> Middle, double Unit, byte[] Positions);

/// <summary>An axis between two words.</summary>
/// <param name="From">The word at its lower end.</param>
/// <param name="To">The word at its upper end.</param>
/// <param name="Low">The words farthest on the side of the lower end, the farthest first.</param>
/// <param name="High">The words farthest on the side of the upper end, the farthest first.</param>
public sealed record MapAxis(AxisWord From, AxisWord To, IReadOnlyList<AxisWord> Low, IReadOnlyList<AxisWord> High);

/// <summary>A word on an axis.</summary>
/// <param name="Word">The word.</param>
/// <param name="At">Its position, −1 to 1.</param>
public sealed record AxisWord(string Word, double At);
