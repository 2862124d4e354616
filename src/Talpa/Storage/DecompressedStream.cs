using ZstdSharp;

namespace Talpa.Storage;

/// <summary>
/// Reads stored bytes as what they hold: as they are, or decompressed where their first bytes say gzip or zstd. Data that is cut off or corrupt is
/// refused, and so is data that decompresses to more than a limit allows. The one reader of compressed data for texts and vectors.
/// </summary>
internal sealed class DecompressedStream : ReadOnlyStream
{
    private const string Remedy = "get or make the file again";

    private readonly MeteredStream _stored;
    private readonly Stream _content;
    private readonly DecompressionLimit _limit;
    private readonly Func<string, Exception?, UnusableInputException> _fault;
    private readonly byte[] _head;

    /// <summary>Looks at the first bytes.</summary>
    /// <param name="stored">The stored bytes; disposed with this.</param>
    /// <param name="limit">How much may come out of compressed data.</param>
    /// <param name="fault">Makes the exception for a fault, given what comes behind the file's name: "is cut off: …".</param>
    /// <exception cref="UnusableInputException">The first bytes can't be read.</exception>
    public DecompressedStream(Stream stored, DecompressionLimit limit, Func<string, Exception?, UnusableInputException> fault)
    {
        _stored = new MeteredStream(stored);
        _limit = limit;
        _fault = fault;
        _content = _stored;
        try
        {
            _head = Guarded(() => _stored.Peek(Compressions.HeadLength).ToArray());
        }
        catch
        {
            _stored.Dispose();
            throw;
        }

        Compression = Compressions.Of(_head);
        _content = Compression switch
        {
            Compression.Gzip => new GzipMembersStream(_stored),
            Compression.Zstd => new DecompressionStream(_stored, leaveOpen: false),
            _ => _stored,
        };
    }

    /// <summary>How the bytes are stored.</summary>
    public Compression Compression { get; }

    /// <summary>The first stored bytes, <see cref="Compressions.HeadLength"/> of them or all.</summary>
    public ReadOnlySpan<byte> StoredHead => _head;

    /// <summary>Stored bytes read so far.</summary>
    public long StoredBytes => _stored.BytesRead;

    /// <summary>Bytes handed out so far.</summary>
    public long ContentBytes { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        int read = ReadGuarded(buffer);
        ContentBytes += read;
        return Compression != Compression.None && _limit.FaultOf(StoredBytes, ContentBytes) is { } tooLong ? throw _fault(tooLong, null) : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _stored.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadGuarded(Span<byte> buffer)
    {
        try
        {
            return _content.Read(buffer);
        }
        catch (Exception fault) when (IsOfTheData(fault))
        {
            throw FaultOf(fault);
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (IsOfTheData(fault))
        {
            throw FaultOf(fault);
        }
    }

    private static bool IsOfTheData(Exception fault) => fault is InvalidDataException or ZstdException or IOException or UnauthorizedAccessException;

    private UnusableInputException FaultOf(Exception fault) => fault switch
    {
        EndOfStreamException => CutOff(fault),
        InvalidDataException when _content is GzipMembersStream { InputEnded: true } => CutOff(fault),
        InvalidDataException => Corrupt(fault.Message, fault),
        ZstdException => Corrupt($"zstd reports '{fault.Message}'", fault),
        _ => _fault($"can't be read on after byte {StoredBytes:N0}: {fault.Message.ReplaceLineEndings(" ")}", fault),
    };

    private UnusableInputException CutOff(Exception fault) =>
        _fault($"is cut off: its compressed data ends too early, after byte {StoredBytes:N0}; {Remedy}", fault);

    private UnusableInputException Corrupt(string reason, Exception fault) => _fault($"is corrupt near byte {StoredBytes:N0}: {reason}; {Remedy}", fault);
}
