using System.Runtime.CompilerServices;
using System.Text;
using Talpa.Kernels;

namespace Talpa.Text;

/// <summary>
/// A word's bytes as they are hashed, copied and compared without a branch on its length, which a processor can't predict: a head, which is all of most
/// words, and the rest.
/// </summary>
internal readonly ref struct WordBytes
{
    private WordBytes(ByteHead head, int length, ReadOnlySpan<byte> rest)
    {
        Head = head;
        Length = length;
        Rest = rest;
    }

    /// <summary>The first sixteen bytes, zeros behind a shorter word.</summary>
    public ByteHead Head { get; }

    /// <summary>Bytes of the whole word.</summary>
    public int Length { get; }

    /// <summary>The bytes behind the head; none for most words.</summary>
    public ReadOnlySpan<byte> Rest { get; }

    /// <summary>A word in a text. Bytes behind it are read too, and masked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordBytes In(ReadOnlySpan<byte> text, int start, int length) => new(
        ByteHead.Of(text[start..], length),
        length,
        length > ByteHead.Length ? text.Slice(start + ByteHead.Length, length - ByteHead.Length) : []);

    /// <summary>A word by itself.</summary>
    public static WordBytes Of(ReadOnlySpan<byte> word) => In(word, 0, word.Length);

    /// <summary>A word that is no longer than its head.</summary>
    public static WordBytes Short(ByteHead head, int length) => new(head, length, []);

    /// <summary>Whether another word is the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsSameAs(in WordBytes other) =>
        Head.IsSameAs(other.Head) && Length == other.Length && (Length <= ByteHead.Length || Rest.SequenceEqual(other.Rest));

    /// <summary>Writes it. Of a word shorter than its head, zeros behind it, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CopyTo(Span<byte> bytes)
    {
        Head.CopyTo(bytes);
        // For speed: most words have no rest.
        if (!Rest.IsEmpty)
        {
            Rest.CopyTo(bytes[ByteHead.Length..]);
        }
    }
}
