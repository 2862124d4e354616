namespace Talpa.Storage;

/// <summary>How bytes are stored.</summary>
internal enum Compression
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Compressed with gzip (RFC 1952), in one or several members.</summary>
    Gzip,

    /// <summary>Compressed with zstd (RFC 8878), in one or several frames.</summary>
    Zstd,
}
