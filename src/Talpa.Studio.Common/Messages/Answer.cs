namespace Talpa.Studio.Common.Messages;

/// <summary>The result of a query, or the reason why there is none.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
/// <param name="Value">The result; <c>null</c> if there is none.</param>
/// <param name="Fault">The reason why there is no result, in English and in one line for the user; <c>null</c> if there is one.</param>
public sealed record Answer<T>(T? Value, string? Fault)
    where T : class
{
    /// <summary>The same reason for a page in another language; <c>null</c> where only <see cref="Fault"/> gives it.</summary>
    public FaultReason? Reason { get; init; }
}

/// <summary>A reason as a text of the page with values. JSON without values sets them to <c>null</c>, which here is the same as none.</summary>
/// <param name="Key">The key of the text, one of <see cref="FaultKeys"/>.</param>
public sealed record FaultReason(string Key)
{
    /// <summary>Values of the text, by their names.</summary>
    public IDictionary<string, string> Texts { get; init => field = value ?? new Dictionary<string, string>(StringComparer.Ordinal); } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Values of the text that are numbers, by their names. The page writes them as its language does.</summary>
    public IDictionary<string, double> Numbers { get; init => field = value ?? new Dictionary<string, double>(StringComparer.Ordinal); } = new Dictionary<string, double>(StringComparer.Ordinal);
}
