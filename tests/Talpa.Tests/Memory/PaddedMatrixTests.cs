using System.Runtime.CompilerServices;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Tests.Memory;

public class PaddedMatrixTests
{
    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(100, 112)]
    [InlineData(300, 304)]
    public unsafe void Every_row_starts_on_a_cache_line_and_is_padded_with_zeros(int dimension, int stride)
    {
        var table = new PaddedMatrix(5, dimension);
        Assert.Equal(stride, table.Stride);
        for (int row = 0; row < table.Rows; row++)
        {
            table[row].Fill(1);
            Assert.Equal(dimension, table[row].Length);
            Assert.Equal(0u, (nuint)Unsafe.AsPointer(ref table.PaddedRow(row)[0]) % 64);
        }

        Assert.Equal(5 * dimension, table.Padded.ToArray().Sum());
    }

    [Fact]
    public void A_row_that_is_not_there_is_refused()
    {
        var table = new PaddedMatrix(2, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[2].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[-1].Length);
    }

    [Fact]
    public void A_table_beyond_the_limit_says_what_to_lower() =>
        Assert.Contains("smaller dimension", Assert.Throws<ArgumentOutOfRangeException>(() => new PaddedMatrix(30_000_000, 300)).Message);
}
