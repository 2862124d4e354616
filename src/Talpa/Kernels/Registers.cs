using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Talpa.Kernels;

/// <summary>The registers that the kernels compute in. Their width decides in which order numbers are added, and so the last bits of a result.</summary>
internal static class Registers
{
    /// <summary>The instruction set of the widest registers in use, or "scalar".</summary>
    public static string Name { get; } =
        Vector512.IsHardwareAccelerated ? "AVX-512"
        : Vector256.IsHardwareAccelerated ? "AVX2"
        : Vector128.IsHardwareAccelerated ? RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "Neon" : "SSE"
        : "scalar";
}
