using System.Reflection;

namespace Talpa.Cli;

/// <summary>The version of this build.</summary>
internal static class TalpaVersion
{
    /// <summary>The version as the package has it, without the commit.</summary>
    public static string Text { get; } = typeof(TalpaVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
