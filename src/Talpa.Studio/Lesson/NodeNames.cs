using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>Names the inner nodes of the hierarchical softmax's tree by the words below them.</summary>
internal static class TreeNames
{
    private const int Most = 3;

    /// <summary>A name for each node, such as <c>{cat, dog}</c>; the root, which is over all words, is called so.</summary>
    public static IReadOnlyList<string> Of(HierarchicalSoftmaxQuestions tree, IReadOnlyList<string> words)
    {
        List<string>[] below = [.. Enumerable.Range(0, tree.Nodes).Select(_ => new List<string>())];
        for (int w = 0; w < words.Count; w++)
        {
            foreach (BinaryQuestion turn in tree.Path(w))
            {
                below[turn.Row].Add(words[w]);
            }
        }

        return [.. below.Select(under => under.Count == words.Count ? "root" : Name(under))];
    }

    private static string Name(List<string> under) =>
        $"{{{string.Join(", ", under.Take(Most))}{(under.Count > Most ? $" and {under.Count - Most} more" : string.Empty)}}}";
}
