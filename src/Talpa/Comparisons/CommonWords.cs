namespace Talpa.Comparisons;

/// <summary>The words that several vocabularies have in common, in the order of the first one: the most frequent word first where it is sorted by count.</summary>
internal sealed class CommonWords
{
    private CommonWords(IReadOnlyList<WordVectors> models, int[][] ids)
    {
        Models = models;
        Ids = ids;
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<WordVectors> Models { get; }

    /// <summary>For each model the ids of the common words, in the same order for all.</summary>
    public int[][] Ids { get; }

    /// <summary>Number of common words, N.</summary>
    public int Count => Ids[0].Length;

    /// <summary>A word by its position, 0 to N − 1.</summary>
    public string this[int position] => Models[0].Vocabulary[Ids[0][position]];

    /// <summary>Finds the common words.</summary>
    /// <param name="minCount">The smallest count, in each model, of the words that are kept; 1 for all.</param>
    /// <param name="models">The models, 1 or more.</param>
    /// <exception cref="ArgumentException">A count is asked for, and a model has none.</exception>
    /// <exception cref="UnusableInputException">There is no such word.</exception>
    public static CommonWords Of(long minCount, params IReadOnlyList<WordVectors> models)
    {
        if (minCount > 1 && models.Any(model => !model.Vocabulary.HasCounts))
        {
            throw new ArgumentException("A smallest count needs models with counts, and a model has none; leave it out.", nameof(minCount));
        }

        Vocabulary[] vocabularies = [.. models.Select(model => model.Vocabulary)];
        List<int>[] ids = [.. models.Select(_ => new List<int>())];
        Span<int> found = stackalloc int[vocabularies.Length];
        for (int id = 0; id < vocabularies[0].Count; id++)
        {
            if (TryFind(vocabularies, id, minCount, found))
            {
                for (int model = 0; model < found.Length; model++)
                {
                    ids[model].Add(found[model]);
                }
            }
        }

        return ids[0].Count > 0
            ? new CommonWords(models, [.. ids.Select(list => list.ToArray())])
            : throw new UnusableInputException(minCount > 1
                ? $"the models have no word in common with a count of {minCount:N0} or more in each; lower the smallest count"
                : "the models have no word in common; train them on texts of one language, with the same case");
    }

    /// <summary>The unit vectors of the common words in a model.</summary>
    public UnitRows UnitsOf(int model) => new(Models[model], Ids[model]);

    private static bool TryFind(Vocabulary[] vocabularies, int id, long minCount, Span<int> found)
    {
        found[0] = id;
        for (int model = 0; model < vocabularies.Length; model++)
        {
            if (model > 0 && !vocabularies[model].TryGetId(vocabularies[0][id], out found[model]))
            {
                return false;
            }

            if (minCount > 1 && vocabularies[model].Counts[found[model]] < minCount)
            {
                return false;
            }
        }

        return true;
    }
}
