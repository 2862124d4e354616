namespace Talpa.Studio.Server.Watching;

/// <summary>What a page has been sent so far. It is all that is kept for a page: one that is slow is sent less often, and then what is newest.</summary>
internal sealed class Cursor
{
    /// <summary>How many words it knows.</summary>
    public int Words { get; set; }

    /// <summary>The number of the frame it has.</summary>
    public long Frame { get; set; }

    /// <summary>The number of the last point of the curve it has.</summary>
    public long Curve { get; set; }

    /// <summary>The number of the last moment of a followed word it has.</summary>
    public long Moment { get; set; }
}
