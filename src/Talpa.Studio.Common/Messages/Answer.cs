namespace Talpa.Studio.Common.Messages;

/// <summary>The result of a query, or the reason why there is none.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
/// <param name="Value">The result; <c>null</c> if there is none.</param>
/// <param name="Fault">The reason why there is no result, in one line for the user; <c>null</c> if there is one.</param>
public sealed record Answer<T>(T? Value, string? Fault)
    where T : class;
