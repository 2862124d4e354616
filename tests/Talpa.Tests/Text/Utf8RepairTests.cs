using System.Text;
using CsCheck;
using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class Utf8RepairTests
{
    /// <summary>Lead bytes that allow only some continuation bytes, and the limits of those.</summary>
    private static readonly byte[] Odd = [0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xEF, 0xBF, 0xBD];

    /// <summary>Bytes that often form invalid UTF-8: lead bytes, continuation bytes, surrogates, bytes that never occur.</summary>
    private static readonly Gen<byte[]> Broken = Gen.OneOf(
        Gen.Byte,
        Gen.Byte[0x20, 0x7E],
        Gen.Byte[0x80, 0xBF],
        Gen.Byte[0xC0, 0xFF],
        Gen.Int[0, Odd.Length - 1].Select(i => Odd[i])).Array[0, 40];

    [Fact]
    public void Replaces_the_same_sequences_as_dotnet_and_counts_each_replacement() =>
        Broken.Sample(
            bytes =>
            {
                // Peer: Encoding.UTF8.
                string expected = Encoding.UTF8.GetString(bytes);
                byte[] repaired = new byte[Utf8Repair.Growth * bytes.Length];
                int length = Utf8Repair.Copy(bytes, repaired, out int replaced);
                Assert.Equal(expected, Encoding.UTF8.GetString(repaired, 0, length));
                Assert.Equal(CountBroken(bytes), replaced);
            },
            iter: Repetitions.Of(5000));

    [Fact]
    public void The_count_does_not_depend_on_how_the_bytes_arrive() =>
        Gen.Select(Broken, Gen.Int[1, 5], Gen.Int[1000, 1030]).Sample(
            (bytes, step, filler) =>
            {
                // The filler places the invalid bytes at a block boundary.
                byte[] text = [.. Enumerable.Repeat((byte)' ', filler), .. bytes.Where(b => b != 0), .. " end"u8];
                using var stream = new TrickleStream(text, () => step);
                using EncodedCorpus corpus = Corpora.Encode(TextSource.Stream(stream, "pipe"), Corpora.KeepAll, blockLength: 1024);
                Assert.Equal(CountBroken(text), corpus.Report.ReplacedSequences);
                Assert.Equal(text.Length, corpus.Report.TextBytes);
            },
            iter: Repetitions.Of(1000));

    [Fact]
    public void A_sequence_truncated_by_the_end_of_the_text_is_one_invalid_sequence()
    {
        using EncodedCorpus corpus = Corpora.Encode(Corpora.Bytes([.. "word "u8, 0xF0, 0x9F, 0x98]));
        Assert.Equal(1, corpus.Report.ReplacedSequences);
    }

    /// <summary>Peer: Encoding.UTF8 calls its fallback once for each ill-formed sequence.</summary>
    private static int CountBroken(byte[] bytes)
    {
        var fallback = new CountingFallback();
        Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, fallback).GetCharCount(bytes);
        return fallback.Count;
    }

    private sealed class CountingFallback : DecoderFallback
    {
        public int Count { get; private set; }

        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

        private sealed class Buffer(CountingFallback owner) : DecoderFallbackBuffer
        {
            private int _left;

            public override int Remaining => _left;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                owner.Count++;
                _left = 1;
                return true;
            }

            public override char GetNextChar() => _left-- > 0 ? '\uFFFD' : '\0';

            public override bool MovePrevious() => false;
        }
    }
}
