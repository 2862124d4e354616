using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>The words below the inner nodes of the hierarchical softmax's tree, by which the page names them.</summary>
internal static class NodeWords
{
    /// <summary>Returns the words below each node; below the root these are all words.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(HierarchicalSoftmaxQuestions tree, IReadOnlyList<string> words)
    {
        List<string>[] below = [.. Enumerable.Range(0, tree.Nodes).Select(_ => new List<string>())];
        for (int w = 0; w < words.Count; w++)
        {
            foreach (BinaryQuestion node in tree.Path(w))
            {
                below[node.Row].Add(words[w]);
            }
        }

        return below;
    }
}
