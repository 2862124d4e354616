namespace Talpa.Studio.Lesson;

/// <summary>Where the vectors stand before the first step.</summary>
public enum LessonStart
{
    /// <summary>The first three words by hand, so that the picture is clear from the first moment; further words at random.</summary>
    Placed,

    /// <summary>At random, uniform in −0.5 to 0.5.</summary>
    Random,

    /// <summary>All at zero: a trap, since then every gradient is zero.</summary>
    Zero,
}
