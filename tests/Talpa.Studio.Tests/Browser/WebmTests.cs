using System.Buffers.Binary;
using System.Numerics;

namespace Talpa.Studio.Tests.Browser;

/// <summary>The files of films: WebM is Matroska (RFC 9559) in EBML (RFC 8794).</summary>
[Collection("live")]
public sealed class WebmTests(Site site)
{
    private const uint Ebml = 0x1A45DFA3;
    private const uint DocType = 0x4282;
    private const uint Segment = 0x18538067;
    private const uint Info = 0x1549A966;
    private const uint Duration = 0x4489;
    private const uint Tracks = 0x1654AE6B;
    private const uint TrackEntry = 0xAE;
    private const uint Video = 0xE0;
    private const uint PixelWidth = 0xB0;
    private const uint PixelHeight = 0xBA;
    private const uint Colour = 0x55B0;
    private const uint MatrixCoefficients = 0x55B1;
    private const uint ColourRange = 0x55B9;
    private const uint Cues = 0x1C53BB6B;
    private const uint CueTime = 0xB3;
    private const uint CueTrackPositions = 0xB7;
    private const uint CueClusterPosition = 0xF1;
    private const uint Cluster = 0x1F43B675;
    private const uint Timestamp = 0xE7;
    private const uint SimpleBlock = 0xA3;

    [Fact]
    public async Task A_file_has_the_times_of_its_pictures_and_the_positions_of_its_key_frames()
    {
        await using StudioPage studio = await site.OpenAsync();
        byte[] file = [.. (await studio.Page.EvaluateAsync<int[]>(
            """
            async () => {
              const { webm } = await import('./webm.js');
              const pictures = [[0, true], [33, false], [32_768, false], [90_000, true]].map(([time, isKey], i) => ({ time, isKey, data: new Uint8Array([i]) }));
              return [...new Uint8Array(await new Blob(webm({ codec: 'V_VP9', width: 65, height: 49, duration: 90_100, pictures, colours: { matrix: 'smpte170m', fullRange: false } })).arrayBuffer())];
            }
            """)).Select(value => (byte)value)];
        (uint Id, byte[] Data)[] header = ElementsOf(DataOf(file, Ebml));
        Assert.Equal("webm"u8.ToArray(), header.Single(element => element.Id == DocType).Data);
        Assert.All(header, element => Assert.InRange(element.Data.Length, 1, 4));
        byte[] segment = DataOf(file, Segment);
        byte[] video = DataOf(DataOf(DataOf(segment, Tracks), TrackEntry), Video);
        Assert.Equal((65, 49), (NumberOf(video, PixelWidth), NumberOf(video, PixelHeight)));
        Assert.Equal((6, 1), (NumberOf(DataOf(video, Colour), MatrixCoefficients), NumberOf(DataOf(video, Colour), ColourRange)));
        Assert.Equal(90_100, BinaryPrimitives.ReadDoubleBigEndian(DataOf(DataOf(segment, Info), Duration)));
        Assert.Equal([Info, Tracks, Cues, Cluster, Cluster, Cluster], ElementsOf(segment).Select(element => element.Id));

        // The second cluster begins where a time of 16 bits with a sign ends.
        Assert.Equal(
            [(0, 0, 0x80, 0), (0, 33, 0, 1), (32_768, 0, 0, 2), (90_000, 0, 0x80, 3)],
            ElementsOf(segment).Where(element => element.Id == Cluster).SelectMany(cluster => ElementsOf(cluster.Data).Where(element => element.Id == SimpleBlock)
                .Select(block => (NumberOf(cluster.Data, Timestamp), BinaryPrimitives.ReadInt16BigEndian(block.Data.AsSpan(1)), (int)block.Data[3], (int)block.Data[4]))));
        (int Time, int Position)[] cues = [.. ElementsOf(DataOf(segment, Cues)).Select(point => (NumberOf(point.Data, CueTime), NumberOf(DataOf(point.Data, CueTrackPositions), CueClusterPosition)))];
        Assert.Equal([0, 90_000], cues.Select(cue => cue.Time));
        Assert.All(cues, cue => Assert.Equal(cue.Time, NumberOf(ElementsOf(segment.AsSpan(cue.Position))[0].Data, Timestamp)));
        Assert.Empty(studio.Faults);
    }

    /// <summary>Reads the elements of a part of an EBML file. The number of leading zeros in an id or a size is that of the bytes that follow.</summary>
    private static (uint Id, byte[] Data)[] ElementsOf(ReadOnlySpan<byte> bytes)
    {
        var elements = new List<(uint, byte[])>();
        while (bytes.Length > 0)
        {
            int idLength = BitOperations.LeadingZeroCount((uint)bytes[0]) - 23;
            uint id = (uint)Number(bytes[..idLength]);
            bytes = bytes[idLength..];
            int sizeLength = BitOperations.LeadingZeroCount((uint)bytes[0]) - 23;
            int size = (int)(Number(bytes[..sizeLength]) ^ (1UL << (7 * sizeLength)));
            elements.Add((id, bytes.Slice(sizeLength, size).ToArray()));
            bytes = bytes[(sizeLength + size)..];
        }

        return [.. elements];
    }

    private static byte[] DataOf(byte[] bytes, uint id) => ElementsOf(bytes).Single(element => element.Id == id).Data;

    private static int NumberOf(byte[] bytes, uint id) => (int)Number(DataOf(bytes, id));

    private static ulong Number(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (byte value in bytes)
        {
            number = (number << 8) | value;
        }

        return number;
    }
}
