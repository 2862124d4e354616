using System.Buffers;

namespace Talpa.Formats;

/// <summary>A format of files of vectors: all that the rest of the library has to know of it. <see cref="FormatTable"/> lists them.</summary>
/// <param name="format">Its public value.</param>
/// <param name="name">Its name as users write it.</param>
/// <param name="extension">The ending of its file names, with the dot.</param>
internal abstract class VectorFormat(VectorFileFormat format, string name, string extension)
{
    /// <summary>Its public value.</summary>
    public VectorFileFormat Format { get; } = format;

    /// <summary>Its name as users write it.</summary>
    public string Name { get; } = name;

    /// <summary>The ending of its file names, with the dot; .gz or .zst may follow.</summary>
    public string Extension { get; } = extension;

    /// <summary>What it holds besides words and vectors.</summary>
    public abstract HeldContent Holds { get; }

    /// <summary>What it holds of a content besides words and vectors, where that depends on the content.</summary>
    public virtual HeldContent HeldOf(VectorFileContent content) => Holds;

    /// <summary>What of a content is written in another form than it has, a line each.</summary>
    public virtual IEnumerable<string> ChangesOf(VectorFileContent content) => [];

    /// <summary>How it can store numbers.</summary>
    public virtual IReadOnlyList<NumberStorage> Numbers => [NumberStorage.SinglePrecision];

    /// <summary>The characters that no word may hold.</summary>
    public abstract SearchValues<char> ForbiddenInWords { get; }

    /// <summary>What keeps a content from being written, with the remedy; <c>null</c> where nothing does. The words and numbers are checked apart from this.</summary>
    public virtual string? FaultOf(VectorFileContent content) => null;

    /// <summary>Whether a word may be empty.</summary>
    public virtual bool HoldsEmptyWords => true;

    /// <summary>Whether a word may consist of white space alone.</summary>
    public virtual bool HoldsBlankWords => true;

    /// <summary>Whether a file is in this format.</summary>
    /// <param name="head">Its first bytes.</param>
    public abstract bool Recognises(FileHead head);

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file; nothing was taken from its reader.</param>
    /// <param name="options">What to keep of it.</param>
    /// <exception cref="UnusableInputException">It is corrupt or of another format.</exception>
    public abstract VectorFileContent Read(VectorSource source, VectorReadOptions options);

    /// <summary>Opens an uncompressed file whose numbers stay where they are, mapped into memory.</summary>
    /// <returns>What it holds; <c>null</c> where the format, or this file of it, can't be mapped.</returns>
    /// <exception cref="UnusableInputException">It is corrupt.</exception>
    public virtual VectorFileContent? Map(string path) => null;

    /// <summary>Writes a file. The words have been checked.</summary>
    public abstract void Write(Stream stream, VectorFileContent content);

    /// <summary>The name of a second file that this format needs beside the first; <c>null</c> where one file holds all.</summary>
    public virtual string? PathBeside(string path) => null;

    /// <summary>Writes the second file.</summary>
    public virtual void WriteBeside(Stream stream, VectorFileContent content) => throw new NotSupportedException();
}
