using Talpa.Samples;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Cli.Rendering;

/// <summary>Whether the built-in text was learned: the similar words are known, because a grammar makes it.</summary>
internal sealed class ZooPage(Page page)
{
    private const string Mole = "mole";

    private static readonly (string First, string Second)[] Pairs = [("cat", "dog"), (Mole, "badger"), (Mole, "shrew"), ("cat", Mole), (Mole, "soup")];

    /// <summary>Whether the words of the grammar are all in the vocabulary: a high minimum count may have left some out.</summary>
    public static bool Fits(Vocabulary vocabulary) =>
        ZooText.Likenesses.All(likeness => vocabulary.TryGetId(likeness.Word, out _)) && Pairs.All(pair => vocabulary.TryGetId(pair.Second, out _));

    /// <summary>The word for the next query.</summary>
    public static string NextWord(Vocabulary vocabulary) => vocabulary.TryGetId(Mole, out _) ? Mole : Rendering.NextWord.Of(vocabulary);

    /// <summary>Writes some cosines, and how many of the known likenesses hold.</summary>
    public void Write(WordVectors vectors)
    {
        page.Blank();
        page.Prose(
            "The built-in text is made so that words of one group occur in the same sentences: cat and dog are pets, the mole is a burrower as badger and "
            + "shrew are. Their vectors must point the same way. Cosines of the vectors just learned:");
        page.Blank();
        var rows = new Listing("llrbl");
        foreach ((string first, string second) in Pairs)
        {
            float cosine = vectors.Similarity(first, second);
            rows.Row(first, second, Figures.Fixed(cosine, 3), Bar.Draw(cosine, 20, page.Unicode), GroupsOf(first, second));
        }

        rows.WriteTo(page);
        int holding = ZooText.Likenesses.Count(likeness =>
            vectors.Similarity(likeness.Word, likeness.Like) > vectors.Similarity(likeness.Word, likeness.Unlike));
        page.Blank();
        page.Prose(
            $"Checked for all groups: {Figures.Count(holding)} of {Figures.Count(ZooText.Likenesses.Count)} times a word is nearer to one of its own group than to one of another.");
        page.Blank();
    }

    private static string GroupsOf(string first, string second)
    {
        string a = GroupOf(first);
        string b = GroupOf(second);
        return a == b ? $"both {a}" : $"{a}, {b}";
    }

    private static string GroupOf(string word) => ZooText.Groups.First(group => group.Value.Contains(word, StringComparer.Ordinal)).Key;
}
