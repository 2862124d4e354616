using System.Buffers.Binary;
using System.Text.Json;
using Talpa.Storage;

namespace Talpa.Training.Checkpoints;

/// <summary>
/// A file of a checkpoint: 8 bytes that identify it, the version of the layout, the length of the header (4 bytes each, the lowest first), the
/// header as JSON, the training's state, a checksum over all of it (XXH3, 128 bits).
/// </summary>
internal static class CheckpointFile
{
    private const uint Version = 4;
    private const int PrefixBytes = 16;
    private const int LongestHeader = 1 << 24;

    /// <summary>No text starts so, and what turns line ends around breaks it.</summary>
    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'T', (byte)'A', (byte)'L', (byte)'P', (byte)'C', 0x0D, 0x0A];

    /// <summary>Writes a checkpoint.</summary>
    public static void Write(Stream stream, CheckpointHeader header, IResumable training)
    {
        var file = new ChecksumWriter(stream);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, OptionsJson.Default.Type<CheckpointHeader>());
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        Magic.CopyTo(prefix);
        BinaryPrimitives.WriteUInt32LittleEndian(prefix[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[12..], json.Length);
        file.Write<byte>(prefix);
        file.Write<byte>(json);
        training.Exchange(new StateWriter(file));
        file.WriteChecksum();
    }

    /// <summary>Reads the header and checks all the rest: nothing is missing and nothing is corrupt.</summary>
    /// <param name="path">The file.</param>
    /// <param name="open">How it is opened.</param>
    /// <exception cref="UnusableInputException">It is not a checkpoint, cut off, corrupt, or of a version that is not known.</exception>
    public static CheckpointHeader Check(string path, Func<string, Stream> open) => Read(path, open, (file, header) =>
    {
        file.SkipAny(header.StateBytes);
        file.RequireChecksum();
        return header;
    });

    /// <summary>Reads a state back. Where this fails, what has been restored so far must not be used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="training">What the state is restored into.</param>
    /// <param name="open">How it is opened.</param>
    /// <returns>Its header.</returns>
    /// <exception cref="UnusableInputException">The file is corrupt, or its state is that of another training.</exception>
    public static CheckpointHeader Load(string path, IResumable training, Func<string, Stream> open) => Read(path, open, (file, header) =>
    {
        long expected = StateMeter.Measure(training);
        if (header.StateBytes != expected)
        {
            throw Fault(path, null, $"its state has {header.StateBytes:N0} bytes where this training has {expected:N0}; it was made by another version of Talpa, resume with that version");
        }

        try
        {
            training.Exchange(new StateReader(file));
        }
        catch (ArgumentException fault)
        {
            // The checksum comes last, and may have been made to fit.
            throw Fault(path, null, "its state does not fit this text; it is corrupt", fault);
        }

        file.RequireChecksum();
        return header;
    });

    /// <param name="path">The file.</param>
    /// <param name="open">How it is opened.</param>
    /// <param name="use">Reads what follows the header.</param>
    private static CheckpointHeader Read(string path, Func<string, Stream> open, Func<ChecksumReader, CheckpointHeader, CheckpointHeader> use)
    {
        try
        {
            using Stream stream = open(path);
            var file = new ChecksumReader(stream, (position, fault) => Fault(path, position, fault));
            return use(file, ReadHeader(file, path, stream.Length));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, null, $"the file could not be read; the system reports: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    private static CheckpointHeader ReadHeader(ChecksumReader file, string path, long length)
    {
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        if (length < PrefixBytes + ChecksumReader.ChecksumBytes)
        {
            throw Fault(path, null, $"the file has {length:N0} bytes, too few for a checkpoint; it was cut off");
        }

        file.Read(prefix);
        if (!prefix.StartsWith(Magic))
        {
            throw Fault(path, 0, "this is no checkpoint");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(prefix[8..]);
        if (version != Version)
        {
            throw Fault(path, 8, $"version {version} of a checkpoint; this Talpa reads version {Version}; resume with the one that made it");
        }

        long room = length - PrefixBytes - ChecksumReader.ChecksumBytes;
        int headerLength = BinaryPrimitives.ReadInt32LittleEndian(prefix[12..]);
        if (headerLength < 0 || headerLength > Math.Min(room, LongestHeader))
        {
            throw Fault(path, 12, "its header would be longer than the file; it was cut off or is corrupt");
        }

        byte[] json = new byte[headerLength];
        file.Read<byte>(json);
        CheckpointHeader header = Parse(json, path);
        return header.StateBytes == room - headerLength
            ? header
            : throw Fault(path, null, $"the header declares {header.StateBytes:N0} bytes of state, but there are {room - headerLength:N0}; it was cut off or is corrupt");
    }

    private static CheckpointHeader Parse(byte[] json, string path)
    {
        try
        {
            CheckpointHeader? header = JsonSerializer.Deserialize(json, OptionsJson.Default.Type<CheckpointHeader>());
            if (header is not { Progress: not null, Options.Corpus: not null, Options.Objective: not null, Notes: not null, StateBytes: >= 0 })
            {
                throw Fault(path, PrefixBytes, "its header is incomplete; it is corrupt");
            }

            if (header.Notes.Values.Any(note => note is null))
            {
                throw Fault(path, PrefixBytes, "its header has a note without a text; it is corrupt");
            }

            header.Options.Validate();
            return header;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw Fault(path, PrefixBytes, "its header can't be read; it is corrupt", fault);
        }
        catch (ArgumentException fault)
        {
            throw Fault(path, PrefixBytes, "its header has options that can't be; it is corrupt", fault);
        }
    }

    private static UnusableInputException Fault(string path, long? position, string fault, Exception? cause = null) =>
        new(position is { } at ? $"{path}, byte {at:N0}: {fault}" : $"{path}: {fault}", cause);
}
