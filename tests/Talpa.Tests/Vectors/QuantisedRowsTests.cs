using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

public class QuantisedRowsTests
{
    [Theory]
    [InlineData(10, 3, 4)]
    [InlineData(10, 10, 1)]
    [InlineData(10, int.MaxValue, 1)]
    [InlineData(int.MaxValue, 1, int.MaxValue)]
    public void A_row_has_as_many_parts_as_it_takes(int dimension, int partLength, int parts) => Assert.Equal(parts, QuantisedRows.PartsOf(dimension, partLength));

    [Fact]
    public void A_part_of_the_rows_has_the_same_vectors()
    {
        const int Dimension = 3, PartLength = 2, Rows = 5;
        float[] centroids = [.. Enumerable.Range(0, Centroids.Count * Dimension).Select(i => (float)i)];
        byte[] codes = [.. Enumerable.Range(0, Rows * 2).Select(i => (byte)(i * 7))];
        float[] lengths = [.. Enumerable.Range(0, Centroids.Count).Select(i => 1f + i)];
        var rows = new QuantisedRows(Dimension, PartLength, centroids, codes, lengths, [4, 3, 2, 1, 0]);

        QuantisedRows part = rows.Part(1, 3);

        Assert.Equal(3, part.Rows);
        for (int row = 0; row < 3; row++)
        {
            float[] expected = new float[Dimension];
            float[] actual = new float[Dimension];
            rows.AddTo(row + 1, expected);
            part.AddTo(row, actual);
            Assert.Equal(expected, actual);
            Assert.NotEqual(0, actual[0]);
        }
    }
}
