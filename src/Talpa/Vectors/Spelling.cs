using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>
/// Finds the words of a vocabulary that are spelled like a given one: case does not count, so that variants in case come first,
/// then the words with the fewest letters inserted, left out, changed or swapped with a neighbour (the optimal string alignment distance).
/// </summary>
internal static class Spelling
{
    private const int LongestWord = 64;

    /// <summary>Up to <paramref name="count"/> words, the closest first; of equally close ones those with the smaller id, which are the more frequent.</summary>
    public static IReadOnlyList<string> Nearest(Vocabulary vocabulary, string word, int count)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return [];
        }

        string folded = word.ToUpperInvariant();
        int limit = MaxEdits(word.Length);
        var distance = new EditDistance(folded);
        var found = new PriorityQueue<int, (int Edits, int Id)>(Comparer<(int, int)>.Create((a, b) => b.CompareTo(a)));
        Span<char> candidate = stackalloc char[LongestWord + MaxEdits(LongestWord)];
        for (int id = 0; id < vocabulary.Count; id++)
        {
            string known = vocabulary[id];
            if (Math.Abs(known.Length - word.Length) > limit)
            {
                continue;
            }

            int length = known.AsSpan().ToUpperInvariant(candidate);
            int edits = distance.To(candidate[..length], limit);
            if (edits > limit)
            {
                continue;
            }

            found.Enqueue(id, (edits, id));
            if (found.Count > count)
            {
                found.Dequeue();
            }
        }

        return [.. found.UnorderedItems.OrderBy(item => item.Priority).Select(item => vocabulary[item.Element])];
    }

    /// <summary>How many edits a word of a length may be away and still count as spelled like it.</summary>
    private static int MaxEdits(int length) => length switch
    {
        <= 4 => 1,
        <= 8 => 2,
        _ => 3,
    };
}
