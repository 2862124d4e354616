namespace Talpa.Studio.Common.Messages;

/// <summary>Where the points stand at one moment.</summary>
/// <param name="Number">Counts the frames made, from 1.</param>
/// <param name="Tokens">How far the training was, in tokens gone through; 0 for a file.</param>
/// <param name="Reach">The axes go from −Reach to Reach, in the vectors' own unit.</param>
/// <param name="ShareKept">The share of the drawn vectors' variance that the plane keeps, 0 to 1.</param>
/// <param name="Moved">How far the points moved since the frame before: the median, in units of their root mean square distance from the middle.</param>
/// <param name="Unit">What one step of a stored position is worth.</param>
/// <param name="Positions">The points in the order they were told of, packed by <see cref="Positions"/>.</param>
public sealed record Frame(long Number, long Tokens, double Reach, double ShareKept, double Moved, double Unit, byte[] Positions);
