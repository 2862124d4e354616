using Talpa.Inputs;

namespace Talpa.Formats;

/// <summary>What precedes the matrices of a fastText model.</summary>
/// <param name="Version">The version; <c>null</c> for a file of the time before there were versions.</param>
/// <param name="Arguments">The arguments of the training.</param>
/// <param name="Dictionary">The words.</param>
/// <param name="Ngrams">The n-grams of words; <c>null</c> where the model has none, or where all its n-grams are of words.</param>
/// <param name="IsQuantised">Whether the input matrix is one of codes.</param>
internal sealed record FastTextHeader(int? Version, FastTextArguments Arguments, FastTextDictionary Dictionary, CharacterNgrams? Ngrams, bool IsQuantised)
{
    /// <summary>Reads a file up to its input matrix.</summary>
    /// <exception cref="UnusableInputException">It is corrupt, cut off or of another version.</exception>
    public static FastTextHeader Read(CheckedBytes bytes)
    {
        int? version = ReadVersion(bytes);
        FastTextArguments arguments = ReadArguments(bytes);
        FastTextDictionary dictionary = FastTextDictionary.Read(bytes, mayBePruned: version is not null, arguments.Buckets);
        CharacterNgrams? ngrams = NgramsOf(version, arguments, bytes.Path);
        bool isQuantised = version is not null && bytes.ReadBoolean();
        if (!isQuantised && dictionary.RowOfBucket is not null)
        {
            // fastText refuses such files too: an early version wrote other rows into them.
            throw UnusableInputException.InFile(bytes.Path, "the model was pruned but not quantised, as an early version of fastText wrote it; get a newer file of it");
        }

        return new FastTextHeader(version, arguments, dictionary, ngrams, isQuantised);
    }

    /// <summary>What is left out of a classifier.</summary>
    public IReadOnlyList<string> Warnings => Arguments.IsSupervised
        ? [$"the model is a classifier; its {Dictionary.Labels:N0} {(Dictionary.Labels == 1 ? "label was" : "labels were")} left out"]
        : [];

    /// <summary>Whether the next matrix, the output one, is one of codes.</summary>
    public bool ReadIsOutputQuantised(CheckedBytes bytes) => Version is not null && bytes.ReadBoolean() && IsQuantised;

    /// <summary>Makes sure that an input matrix has rows for all words and n-grams.</summary>
    public void RequireRows(CheckedBytes bytes, long rows)
    {
        int ngrams = Dictionary.RowOfBucket?.Count ?? Ngrams?.Buckets ?? 0;
        if (rows < (long)Dictionary.Words + ngrams)
        {
            throw bytes.Fault(0, $"{Dictionary.Words:N0} words and {ngrams:N0} buckets have {rows:N0} rows");
        }
    }

    private static int? ReadVersion(CheckedBytes bytes)
    {
        if (!bytes.TryTake(FastTextFormat.Signature))
        {
            return null;
        }

        int version = bytes.Read<int>();
        return version is >= FastTextFormat.FirstVersion and <= FastTextFormat.Version
            ? version
            : throw UnusableInputException.AtByte(
                bytes.Path,
                sizeof(int),
                $"version {version} of fastText's format; {FastTextFormat.FirstVersion} and {FastTextFormat.Version} are read, export the vectors as text (.vec)");
    }

    private static FastTextArguments ReadArguments(CheckedBytes bytes)
    {
        Span<byte> numbers = stackalloc byte[FastTextArguments.Bytes];
        bytes.Read(numbers);
        FastTextArguments arguments = FastTextArguments.Parse(numbers);
        return arguments.IsPlausible ? arguments : throw bytes.Fault(-FastTextArguments.Bytes, "the arguments of the training are out of their ranges");
    }

    private static CharacterNgrams? NgramsOf(int? version, FastTextArguments arguments, string path)
    {
        // Classifiers of version 11 have no character n-grams, whatever their arguments are. So it is in fastText.
        bool hasNone = arguments.IsSupervised && version is null or FastTextFormat.FirstVersion;
        if (arguments.MaxLength == 0 || arguments.Buckets == 0 || hasNone)
        {
            return null;
        }

        return arguments.MaxLength <= CharacterNgrams.LongestLength
            ? new CharacterNgrams(arguments.MinLength, arguments.MaxLength, arguments.Buckets)
            : throw UnusableInputException.InFile(
                path, $"the n-grams have up to {arguments.MaxLength:N0} characters, more than the {CharacterNgrams.LongestLength} that are read; export the vectors as text (.vec)");
    }
}
