namespace Talpa.Tests.Kernels;

/// <summary>The register widths at which every kernel is tested. Widths that the processor lacks run in software and must give the same results.</summary>
public enum Width
{
    Scalar,
    Bits128,
    Bits256,
    Bits512,
}

internal static class Widths
{
    public static readonly Width[] All = Enum.GetValues<Width>();
}
