using Talpa.Text;

namespace Talpa.Formats;

/// <summary>U+FEFF at the start of a list of words: a word may begin with it, but more often an editor has put it there.</summary>
internal static class ByteOrderMark
{
    /// <summary>One warning where the first word begins with it; nothing is taken away.</summary>
    public static IEnumerable<string> WarningFor(Vocabulary vocabulary)
    {
        if (vocabulary.Count > 0 && vocabulary.Words[0].StartsWith('\uFEFF'))
        {
            yield return "the first word begins with U+FEFF; if an editor put it there as a byte order mark, save the file as UTF-8 without one";
        }
    }
}
