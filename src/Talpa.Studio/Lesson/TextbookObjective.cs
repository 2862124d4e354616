namespace Talpa.Studio.Lesson;

/// <summary>The three ways to ask the output side, as the page sets them beside each other.</summary>
public enum TextbookObjective
{
    /// <summary>Every word's output vector is weighed.</summary>
    FullSoftmax,

    /// <summary>The truth and a few noise words are asked.</summary>
    NegativeSampling,

    /// <summary>The turns on the way down a tree are asked.</summary>
    HierarchicalSoftmax,
}
