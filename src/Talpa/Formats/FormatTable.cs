using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// The formats, in the order in which a file is tried: the first that recognises it reads it. Those with a signature come first, then those that are
/// recognised by whole rows. Help and messages list the names in this order.
/// </summary>
internal sealed class FormatTable(params IReadOnlyList<VectorFormat> formats)
{
    /// <summary>The formats that Talpa reads and writes.</summary>
    public static FormatTable Default { get; } = new(
        new TalpaFormat(),
        new FastTextFormat(),
        new NpyFormat(),
        new SafetensorsFormat(),
        new OnnxFormat(),
        new ProjectorFormat(),
        new Word2VecFormat(),
        new TextFormat(),
        new GloveFormat());

    /// <summary>The formats' names.</summary>
    public IReadOnlyList<string> Names { get; } = [.. formats.Select(format => format.Name)];

    /// <summary>The entry of a format.</summary>
    public VectorFormat this[VectorFileFormat format] => formats.FirstOrDefault(entry => entry.Format == format)
        ?? throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format of vector files.");

    /// <summary>A table with one format more, which is tried first.</summary>
    public FormatTable With(VectorFormat format) => new([format, .. formats]);

    /// <summary>The format with a name; case does not count.</summary>
    /// <exception cref="ArgumentException">No format has that name; the message lists those there are.</exception>
    public VectorFormat Named(string name) => formats.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no format {Quoted.Text(name)}; the formats are {string.Join(", ", Names)}.", nameof(name));

    /// <summary>The format that the ending of a file's name stands for; .gz or .zst may follow it.</summary>
    /// <exception cref="ArgumentException">The ending stands for no format; the message lists those that do.</exception>
    public VectorFormat ForFileName(string path)
    {
        string extension = Path.GetExtension(Compressions.WithoutEnding(path));
        return formats.FirstOrDefault(entry => entry.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"The name {Quoted.Text(path)} does not determine the format; name the format ({string.Join(", ", Names)}) "
                + $"or end the name with {string.Join(", ", formats.Select(entry => entry.Extension))}.",
                nameof(path));
    }

    /// <summary>The format of a file, by its content.</summary>
    /// <exception cref="UnusableInputException">It has none of the formats; the message describes what it looks like.</exception>
    public VectorFormat Detect(VectorSource source)
    {
        var head = new FileHead(source.Reader, source.Length, source.IsFile ? source.Name : null);
        if (formats.FirstOrDefault(entry => entry.Recognises(head)) is { } found)
        {
            return found;
        }

        string looks = ForeignFormats.Recognise(head.Bytes, source.Name, source.Compression) ?? $"no file of vectors in a format known here ({string.Join(", ", Names)})";
        throw UnusableInputException.InFile(source.Name, $"this is {looks}");
    }

    /// <summary>Reads a file.</summary>
    public VectorFileContent Read(VectorSource source, VectorReadOptions options)
    {
        options.Validate();
        VectorFormat format = options.Format is { } named ? this[named] : Detect(source);
        return format.Read(source, options) with { Format = format.Format };
    }
}
