using System.Collections.Immutable;
using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>What a file of vectors holds. Only Talpa's own format and safetensors hold all of it; the others hold the words and their vectors.</summary>
internal sealed record VectorFileContent
{
    /// <summary>The name of the phrases among the <see cref="Options"/>.</summary>
    public const string PhrasesOption = "phrases";

    /// <summary>The words, their counts where known, and their vectors.</summary>
    public required WordVectors Vectors { get; init; }

    /// <summary>
    /// The output vectors (the softmax weights), which only training needs: a row for each word, or V − 1 rows for hierarchical softmax;
    /// <c>null</c> when the file has none.
    /// </summary>
    public PaddedMatrix? Output { get; init; }

    /// <summary>Further tables by name, of any size.</summary>
    public IReadOnlyDictionary<string, PaddedMatrix> OtherTables { get; init; } = ImmutableDictionary<string, PaddedMatrix>.Empty;

    /// <summary>The counts of the pairs of the text; <c>null</c> where the file has none.</summary>
    public PairSums? Pairs { get; init; }

    /// <summary>The options of the training that made the vectors, name → value; empty when the file does not say.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The format of the file it was read from; <c>null</c> where it was made in memory. It does not affect writing.</summary>
    public VectorFileFormat? Format { get; init; }

    /// <summary>How the file stores the numbers of the words' vectors: the one it was read from, or the one to write.</summary>
    public NumberStorage Numbers { get; init; }

    /// <summary>What was odd about the file read, a line each: words with broken UTF-8, words left out because they occurred twice, numbers that are not finite.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
