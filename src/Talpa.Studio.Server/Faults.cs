using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Server;

/// <summary>Answers without a result.</summary>
internal static class Faults
{
    /// <summary>Returns the answer to a query that failed.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="message">Its message in one line; <c>null</c> for that of the error.</param>
    public static Answer<T> Of<T>(Exception fault, string? message = null)
        where T : class => new(null, message ?? fault.Message) { Reason = ReasonOf(fault) };

    /// <summary>Returns an answer without a result, for a reason that the page has in every language.</summary>
    public static Answer<T> Of<T>(string message, FaultReason reason)
        where T : class => new(null, message) { Reason = reason };

    private static FaultReason? ReasonOf(Exception fault) => fault switch
    {
        ExplainedException explained => explained.Reason,
        UnknownWordException { Suggestions.Count: 0 } unknown => new FaultReason(FaultKeys.UnknownWord) { Texts = { ["word"] = Quoted.Escaped(unknown.Word) } },
        UnknownWordException unknown => new FaultReason(FaultKeys.MisspelledWord) { Texts = { ["word"] = Quoted.Escaped(unknown.Word), ["words"] = string.Join(", ", unknown.Suggestions.Select(Quoted.Escaped)) } },
        _ => null,
    };
}
