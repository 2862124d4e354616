namespace Talpa.Cli.Parsing;

/// <summary>A whole number, or <c>auto</c>.</summary>
/// <param name="Number">The number; <c>null</c> for <c>auto</c>.</param>
internal readonly record struct AutoInteger(int? Number);
