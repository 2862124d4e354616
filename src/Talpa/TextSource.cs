using Talpa.Storage;
using Talpa.Text;

namespace Talpa;

/// <summary>
/// Text to learn from: files, folders, streams, strings or tokens, in the order given. A line is a sentence; every part ends its last line.
/// </summary>
/// <remarks>
/// Text is UTF-8, with or without a byte order mark; what is no UTF-8 in it is replaced by U+FFFD and counted.
/// Files and streams may be plain or compressed with gzip or zstd, detected by their first bytes, not their names.
/// A source is only opened when it is read. A training reads it once; another reading opens or enumerates it again. A stream that can't seek, or a
/// sequence that gives another number of items the second time, is then refused with an <see cref="UnusableInputException"/>.
/// </remarks>
/// <example>
/// <code>
/// TextSource files = TextSource.File("corpus.txt");
/// TextSource lines = TextSource.Lines(["the mole digs", "a mole eats"]);
/// TextSource baskets = TextSource.Tokens([["pan-1", "knife-3"], ["pan-1", "pot-2"]]);
/// </code>
/// </example>
public sealed class TextSource
{
    private TextSource(IReadOnlyList<TextPart> parts)
    {
        Parts = parts;
    }

    /// <summary>What to read, in order; at least one, except for a process that shares a text with others.</summary>
    internal IReadOnlyList<TextPart> Parts { get; }

    /// <summary>The number of files, streams, strings and sequences.</summary>
    public int Count => Parts.Count;

    /// <summary>The stored size in bytes, compressed where it is compressed; <c>null</c> when it is unknown before reading.</summary>
    public long? Length
    {
        get
        {
            long sum = 0;
            foreach (TextPart part in Parts)
            {
                if (part.Length is not { } length)
                {
                    return null;
                }

                sum += length;
            }

            return sum;
        }
    }

    /// <summary>The parts that one of several processes reads of a text; there may be none.</summary>
    internal static TextSource OfParts(IReadOnlyList<TextPart> parts) => new(parts);

    /// <summary>One file.</summary>
    /// <exception cref="UnusableInputException">There is no such file, or it is a folder.</exception>
    public static TextSource File(string path) => new([TextFiles.Part(path)]);

    /// <summary>Several files, in the order given.</summary>
    /// <exception cref="UnusableInputException">One of them does not exist or is a folder, or there are none.</exception>
    public static TextSource Files(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        TextPart[] parts = [.. paths.Select(TextFiles.Part)];
        return parts.Length > 0 ? new(parts) : throw new UnusableInputException("There is no text: the list of files is empty.");
    }

    /// <summary>
    /// All files in a folder and in the folders below it, in ordinal order of their paths. Files and folders whose name starts with a dot
    /// or that are marked hidden are left out, and links to folders are not followed.
    /// </summary>
    /// <exception cref="UnusableInputException">There is no such folder, or no file in it.</exception>
    public static TextSource Folder(string path) => new(TextFiles.InFolder(path));

    /// <summary>
    /// All files that a pattern matches, in ordinal order of their paths. <c>*</c> stands for any characters in a name, <c>?</c> for one,
    /// and <c>**</c> for any number of folders. Names that start with a dot are matched only by a pattern that writes the dot.
    /// </summary>
    /// <exception cref="UnusableInputException">No file matches.</exception>
    public static TextSource Glob(string pattern) => new(TextFiles.Matching(pattern));

    /// <summary>A stream, such as standard input, from its current position. It is left open.</summary>
    /// <param name="stream">A stream that can be read.</param>
    /// <param name="name">What messages call it.</param>
    public static TextSource Stream(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!stream.CanRead)
        {
            throw new ArgumentException($"The stream '{name}' can't be read.", nameof(stream));
        }

        long start = stream.CanSeek ? stream.Position : 0;
        long? length = stream.CanSeek ? stream.Length - start : null;
        bool opened = false;
        return new([new TextPart(name, Open, length, IsStored: true)]);

        Stream Open(CancellationToken cancellationToken)
        {
            if (stream.CanSeek)
            {
                stream.Position = start;
            }
            else if (opened)
            {
                throw new UnusableInputException($"{name} can't be read a second time, because its stream can't seek; store it in a file first");
            }

            opened = true;
            return new UnownedStream(stream);
        }
    }

    /// <summary>A string, which may have many lines.</summary>
    public static TextSource Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new([new TextPart("the text", _ => new Utf8StringStream([text], areSentences: false), null, IsStored: false)]);
    }

    /// <summary>Strings, a sentence each: a line break inside a string counts as a space. They are enumerated one by one while the source is read.</summary>
    /// <param name="lines">The strings; one that is <c>null</c> or holds NUL is refused when it is read, one without words is no sentence.</param>
    public static TextSource Lines(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return Lines(_ => lines);
    }

    /// <summary>
    /// Strings of an asynchronous sequence, a sentence each: a line break inside a string counts as a space. They are enumerated one by one while the source
    /// is read; the thread that reads waits for each.
    /// </summary>
    /// <param name="lines">The strings; one that is <c>null</c> or holds NUL is refused when it is read, one without words is no sentence. The sequence gets the
    /// cancellation token of the reading.</param>
    public static TextSource Lines(IAsyncEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return Lines(cancellationToken => BlockingLines.Of(lines, cancellationToken));
    }

    /// <summary>
    /// Sentences that are split already: each token is a word exactly as it is, with any characters, and no tokenizer is used.
    /// Only <see cref="CorpusOptions.Lowercase"/> changes tokens. They are enumerated one by one while the source is read.
    /// </summary>
    /// <param name="sentences">A list of tokens for each sentence. A token that is <c>null</c> or empty is refused when it is read; one longer than
    /// <see cref="Tokenizer.MaxTokenLength"/> is left out and counted; half a surrogate pair becomes U+FFFD and is counted.</param>
    /// <remarks>Some file formats can't hold every token: a word with a space can't be written to the formats of word2vec. Talpa's own format holds all.</remarks>
    public static TextSource Tokens(IEnumerable<IReadOnlyList<string>> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        const string Name = "the sequence of tokens";
        var items = new RepeatableSequence<IReadOnlyList<string>>(Name, _ => sentences);
        return new([new TextPart(Name, Open: null, Length: null, IsStored: false, Tokens: items)]);
    }

    /// <summary>Several sources, one after the other.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static TextSource Combine(params IEnumerable<TextSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        TextPart[] parts = [.. sources.SelectMany(source => source.Parts)];
        return parts.Length > 0 ? new(parts) : throw new ArgumentException("There are no sources to combine.", nameof(sources));
    }

    private static TextSource Lines(Func<CancellationToken, IEnumerable<string>> lines)
    {
        const string Name = "the sequence of lines";
        var items = new RepeatableSequence<string>(Name, lines);
        return new([new TextPart(Name, token => new Utf8StringStream(items.Read(token), areSentences: true), null, IsStored: false)]);
    }
}
