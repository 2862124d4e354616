using System.Globalization;

namespace Talpa.Studio.Lesson;

/// <summary>From where three dimensions are seen, in degrees. Without a rotation the first coordinate points to the right, the second one up, and the third one towards the viewer.</summary>
/// <param name="Yaw">The rotation about the second axis, −180 to 179: the third axis turns to the right.</param>
/// <param name="Pitch">The rotation about the horizontal axis of the picture, −90 to 90: the third axis turns downward, so that the picture is seen from above.</param>
public readonly record struct Rotation(int Yaw, int Pitch)
{
    private const int FullTurn = 360;
    private const int MaxPitch = 90;

    /// <summary>The initial one, in which all three axes can be told apart.</summary>
    public static Rotation Initial { get; } = new(-30, 20);

    /// <summary>Rotates further. Beyond straight above or below there is no further pitch.</summary>
    public Rotation By(int yaw, int pitch) =>
        new((((Yaw + yaw + (FullTurn / 2)) % FullTurn) + FullTurn) % FullTurn - (FullTurn / 2), Math.Clamp(Pitch + pitch, -MaxPitch, MaxPitch));

    /// <summary>Reads two integers, of digits with or without a sign, with a comma between them; <c>null</c> for anything else.</summary>
    public static Rotation? Parse(string? text) =>
        text?.Split(',') is [string yaw, string pitch] && TryParse(yaw, out int y) && TryParse(pitch, out int p)
            && y is >= -FullTurn / 2 and < FullTurn / 2 && p is >= -MaxPitch and <= MaxPitch
            ? new Rotation(y, p)
            : null;

    private static bool TryParse(string text, out int degrees) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out degrees);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Yaw},{Pitch}");
}
