using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

/// <summary>The matrix product of OpenBLAS, on one thread.</summary>
internal static unsafe partial class OpenBlasLibrary
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101;
    private const int NotTransposed = 111;
    private const int Transposed = 112;

    static OpenBlasLibrary() => SetThreads(1);

    /// <summary>Computes C = A · B, with either operand transposed if requested. C is overwritten.</summary>
    /// <param name="size">The rows and columns of C, and the number of terms of each sum.</param>
    public static void Multiply(PaddedMatrix left, bool isLeftTransposed, PaddedMatrix right, bool isRightTransposed, PaddedMatrix result, (int Rows, int Columns, int Length) size)
    {
        fixed (float* a = left.Padded, b = right.Padded, c = result.Padded)
        {
            Multiply(
                RowMajor,
                isLeftTransposed ? Transposed : NotTransposed,
                isRightTransposed ? Transposed : NotTransposed,
                size.Rows,
                size.Columns,
                size.Length,
                1,
                a,
                left.Stride,
                b,
                right.Stride,
                0,
                c,
                result.Stride);
        }
    }

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetThreads(int count);

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    private static partial void Multiply(
        int order, int leftTransposed, int rightTransposed, int rows, int columns, int length, float alpha, float* a, int aStride, float* b, int bStride, float beta, float* c, int cStride);
}
