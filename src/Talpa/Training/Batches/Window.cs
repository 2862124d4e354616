namespace Talpa.Training.Batches;

/// <summary>Windows over sequences of words or rows.</summary>
internal static class Window
{
    /// <summary>The elements of a window without its centre, side by side.</summary>
    /// <param name="elements">An element for each position.</param>
    /// <param name="centre">The position of the centre.</param>
    /// <param name="first">The first position of the window.</param>
    /// <param name="last">The last position of the window.</param>
    /// <param name="space">Where they are copied to.</param>
    public static ReadOnlySpan<T> Around<T>(ReadOnlySpan<T> elements, int centre, int first, int last, Span<T> space)
    {
        elements[first..centre].CopyTo(space);
        elements.Slice(centre + 1, last - centre).CopyTo(space[(centre - first)..]);
        return space[..(last - first)];
    }
}
