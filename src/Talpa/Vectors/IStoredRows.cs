namespace Talpa.Vectors;

/// <summary>Rows of numbers, however they are stored.</summary>
internal interface IStoredRows
{
    /// <summary>Number of rows.</summary>
    int Rows { get; }

    /// <summary>Length of a row.</summary>
    int Dimension { get; }

    /// <summary>Adds a row to a vector. Allocates nothing.</summary>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    /// <param name="sum"><see cref="Dimension"/> numbers.</param>
    void AddTo(int row, Span<float> sum);
}
