namespace Talpa.Cli.Parsing;

/// <summary>A value, or <c>auto</c>.</summary>
/// <typeparam name="T">A type with <c>null</c>.</typeparam>
/// <param name="Value">The value; <c>null</c> for <c>auto</c>.</param>
internal readonly record struct OrAuto<T>(T Value);
