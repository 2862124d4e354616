namespace Talpa.Textbook;

/// <summary>A yes-or-no question to one output vector: does it go with the centre word?</summary>
/// <param name="Row">The row of the output vector.</param>
/// <param name="Answer">The truth: 1 for yes, 0 for no.</param>
internal readonly record struct BinaryQuestion(int Row, double Answer);
