using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Server;

/// <summary>Input that can't be used, with a reason that the page has in every language.</summary>
/// <param name="reason">The reason as a text of the page.</param>
/// <param name="message">The reason in English.</param>
/// <param name="innerException">The error of the library.</param>
internal sealed class ExplainedException(FaultReason reason, string message, Exception? innerException = null) : UnusableInputException(message, innerException)
{
    /// <summary>The reason as a text of the page.</summary>
    public FaultReason Reason { get; } = reason;
}
