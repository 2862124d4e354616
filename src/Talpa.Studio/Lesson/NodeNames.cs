using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>Names the inner nodes of the hierarchical softmax's tree by the words below them.</summary>
internal static class NodeNames
{
    private const int MaxNamed = 3;

    /// <summary>Returns a name for each node, such as <c>{cat, dog}</c>; the root is named root.</summary>
    public static IReadOnlyList<string> Of(HierarchicalSoftmaxQuestions tree, IReadOnlyList<string> words)
    {
        List<string>[] below = [.. Enumerable.Range(0, tree.Nodes).Select(_ => new List<string>())];
        for (int w = 0; w < words.Count; w++)
        {
            foreach (BinaryQuestion node in tree.Path(w))
            {
                below[node.Row].Add(words[w]);
            }
        }

        return [.. below.Select(under => under.Count == words.Count ? "root" : Name(under))];
    }

    private static string Name(List<string> under) =>
        $"{{{string.Join(", ", under.Take(MaxNamed))}{(under.Count > MaxNamed ? $" and {under.Count - MaxNamed} more" : string.Empty)}}}";
}
