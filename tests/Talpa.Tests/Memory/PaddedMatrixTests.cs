using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
            table.Row(row).Fill(1);
            Assert.Equal(dimension, table[row].Length);
            Assert.Equal(0u, (nuint)Unsafe.AsPointer(ref table.PaddedRow(row)[0]) % 64);
        }

        Assert.Equal(5 * dimension, table.Padded.ToArray().Sum());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(33)]
    public void Numbers_are_copied_in_and_out_row_by_row(int dimension)
    {
        float[] numbers = [.. Enumerable.Range(0, 7 * dimension).Select(i => i - 0.5f)];
        var matrix = new PaddedMatrix(7, dimension, numbers);
        for (int row = 0; row < 7; row++)
        {
            Assert.Equal(numbers.AsSpan(row * dimension, dimension), matrix[row]);
            Assert.Equal(numbers.AsSpan(row * dimension, dimension), matrix.MemoryOf(row).Span);
        }

        float[] copy = new float[numbers.Length + 1];
        matrix.CopyTo(copy);
        Assert.Equal([.. numbers, 0f], copy);
        Assert.Throws<ArgumentException>(() => matrix.CopyTo(new float[numbers.Length - 1]));
        Assert.Throws<ArgumentException>(() => new PaddedMatrix(7, dimension, new float[numbers.Length + 1]));
    }

    [Fact]
    public unsafe void Rows_of_mapped_memory_are_not_copied()
    {
        float* mapped = (float*)NativeMemory.AlignedAlloc(3 * 16 * sizeof(float), 64);
        try
        {
            for (int i = 0; i < 3 * 16; i++)
            {
                mapped[i] = i;
            }

            var matrix = new PaddedMatrix(3, 16, mapped);
            ReadOnlyMemory<float> last = matrix.MemoryOf(2);
            Assert.Equal(16, last.Length);
            Assert.Equal(32, last.Span[0]);
            mapped[32] = 5;
            Assert.Equal(5, last.Span[0]);
            using MemoryHandle pinned = last[3..].Pin();
            Assert.Equal((nint)(mapped + 35), (nint)pinned.Pointer);
            Assert.Equal(35, matrix.FirstRows(3).MemoryOf(2).Span[3]);
        }
        finally
        {
            NativeMemory.AlignedFree(mapped);
        }
    }

    [Fact]
    public void A_row_out_of_range_is_refused()
    {
        var table = new PaddedMatrix(2, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[2].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[-1].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.MemoryOf(2));
    }

    [Fact]
    public void The_error_of_a_table_beyond_the_limit_has_the_remedy() =>
        Assert.Contains("smaller dimension", Assert.Throws<ArgumentOutOfRangeException>(() => new PaddedMatrix(30_000_000, 300)).Message);
}
