namespace Talpa.Text;

/// <summary>One file, stream, string or sequence of a <see cref="TextSource"/>: either text, which is opened as a stream, or tokens.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Open">Opens the text; the reader disposes the stream. <c>null</c> for tokens.</param>
/// <param name="Length">Stored bytes, where known.</param>
/// <param name="IsStored">Whether its bytes come from outside and may be compressed, corrupt or not text at all.</param>
/// <param name="Written">When it was last written to, at the time of the call; <c>null</c> where no other process can write to it.</param>
/// <param name="Tokens">The tokens, a list for each sentence; <c>null</c> for text.</param>
internal sealed record TextPart(
    string Name,
    Func<CancellationToken, Stream>? Open,
    long? Length,
    bool IsStored,
    Func<DateTime>? Written = null,
    RepeatableSequence<IReadOnlyList<string>>? Tokens = null);
