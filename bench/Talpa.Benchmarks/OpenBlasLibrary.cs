using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

/// <summary>The one product of OpenBLAS that is compared with, on one thread.</summary>
internal static unsafe partial class OpenBlasLibrary
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101;
    private const int AsItLies = 111;
    private const int Transposed = 112;

    static OpenBlasLibrary() => SetThreads(1);

    /// <summary>C = A · B, either side turned or not; C is written over.</summary>
    /// <param name="size">Rows and columns of C, and the length of the sums.</param>
    public static void Multiply(PaddedMatrix left, bool isLeftTurned, PaddedMatrix right, bool isRightTurned, PaddedMatrix result, (int Rows, int Columns, int Length) size)
    {
        fixed (float* a = left.Padded, b = right.Padded, c = result.Padded)
        {
            Multiply(
                RowMajor,
                isLeftTurned ? Transposed : AsItLies,
                isRightTurned ? Transposed : AsItLies,
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
        int order, int leftTurned, int rightTurned, int rows, int columns, int length, float alpha, float* a, int aStride, float* b, int bStride, float beta, float* c, int cStride);
}
