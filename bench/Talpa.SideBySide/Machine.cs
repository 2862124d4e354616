using System.Text.RegularExpressions;

namespace Talpa.SideBySide;

/// <summary>The description of the machine.</summary>
internal static partial class Machine
{
    /// <summary>The name of the processor, the number of processors, and the register width.</summary>
    public static string Description => $"{Processor}, {Environment.ProcessorCount} processors, {Registers}";

    /// <summary>The name and the number of processors as a file name.</summary>
    public static string FileName =>
        NotInNames().Replace($"{Processor} {Environment.ProcessorCount} processors".ToLowerInvariant(), "-").Trim('-');

    private static string Registers =>
        System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? "512-bit registers"
        : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? "256-bit registers"
        : "128-bit registers or none";

    private static string Processor
    {
        get
        {
            string[] lines = File.Exists("/proc/cpuinfo") ? File.ReadAllLines("/proc/cpuinfo") : [];
            string Field(string name) =>
                lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "";

            // In a virtual machine the model name can hide the generation, which family and model identify.
            string name = Field("model name");
            return name.Length == 0 ? "unknown processor" : $"{name} (family {Field("cpu family")} model {Field("model\t")})";
        }
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NotInNames();
}
