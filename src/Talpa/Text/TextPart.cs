namespace Talpa.Text;

/// <summary>One file, stream or string of a <see cref="TextSource"/>.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Open">Opens it; the reader disposes what it is given.</param>
/// <param name="Length">Stored bytes, where known.</param>
/// <param name="IsStored">Whether its bytes come from outside and may be compressed, damaged or not text at all.</param>
/// <param name="Written">When it was last written to, asked anew each time; <c>null</c> where nobody else can write to it.</param>
internal sealed record TextPart(string Name, Func<Stream> Open, long? Length, bool IsStored, Func<DateTime>? Written = null);
