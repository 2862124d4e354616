namespace Talpa.Vectors;

/// <summary>On which side of a centre word a context word stands.</summary>
public enum ContextSide
{
    /// <summary>Earlier in the sentence.</summary>
    Before = 0,

    /// <summary>Later in the sentence.</summary>
    After = 1,
}
