namespace Talpa.Tests.Kernels;

/// <summary>The register widths that every kernel is tested at; those the processor lacks run in software and must agree too.</summary>
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
