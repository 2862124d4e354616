namespace Talpa.Studio.Common.Messages;

/// <summary>The keys of the reasons why there is no result. The page has a text for each in every language.</summary>
public static class FaultKeys
{
    /// <summary>The server does not answer any more.</summary>
    public const string Ended = "fault.ended";

    /// <summary>A word is not in the vocabulary.</summary>
    public const string UnknownWord = "fault.word.unknown";

    /// <summary>A word is not in the vocabulary, but others with a similar spelling are.</summary>
    public const string MisspelledWord = "fault.word.suggested";

    /// <summary>A word is too long.</summary>
    public const string LongWord = "fault.word.long";

    /// <summary>The words are not two or four.</summary>
    public const string AxesWords = "fault.axes.words";

    /// <summary>The words of an axis have the same direction.</summary>
    public const string AxesDirection = "fault.axes.direction";

    /// <summary>The map has no points yet.</summary>
    public const string NoPoints = "fault.points";

    /// <summary>The replay has no such frame.</summary>
    public const string NoFrame = "fault.frame";

    /// <summary>A word is too rare in one of two models.</summary>
    public const string RareInPair = "fault.pair.rare";

    /// <summary>A word is in one of two models only.</summary>
    public const string OnlyInOne = "fault.pair.only";

    /// <summary>A word is none of those that are compared where the dimensions differ.</summary>
    public const string NotCompared = "fault.pair.dimensions";

    /// <summary>A file is empty.</summary>
    public const string EmptyFile = "fault.file.empty";

    /// <summary>A file is too large for the page.</summary>
    public const string LargeFile = "fault.file.large";

    /// <summary>A file is larger than the free space.</summary>
    public const string NoSpace = "fault.file.space";

    /// <summary>A file contains no vectors.</summary>
    public const string NoVectors = "fault.file.vectors";

    /// <summary>A file can't be read, or the server does not answer any more.</summary>
    public const string UnreadFile = "fault.file.unread";

    /// <summary>A training runs.</summary>
    public const string Running = "fault.open.running";

    /// <summary>Another file is being opened.</summary>
    public const string Busy = "fault.open.busy";

    /// <summary>A training needs more memory than there is.</summary>
    public const string NoMemory = "fault.open.memory";

    /// <summary>A setting is not an integer.</summary>
    public const string NotInteger = "fault.open.integer";
}
