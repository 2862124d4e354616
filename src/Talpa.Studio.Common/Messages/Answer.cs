namespace Talpa.Studio.Common.Messages;

/// <summary>The answer to a question, or why there is none.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">The answer; absent where there is none.</param>
/// <param name="Fault">Why there is none, in a line for people.</param>
public sealed record Answer<T>(T? Value, string? Fault)
    where T : class;
