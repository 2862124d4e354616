using System.Numerics;
using System.Runtime.CompilerServices;

namespace Talpa;

/// <summary>Checks options against their ranges.</summary>
internal static class OptionRange
{
    /// <summary>Throws when a value is outside its range; NaN is outside every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range; the message names the option, its value and the range.</exception>
    public static void Check<T>(T value, T min, T max, [CallerArgumentExpression(nameof(value))] string option = "")
        where T : INumber<T>
    {
        // Written so that NaN fails too.
        if (!(value >= min && value <= max))
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be from {min} to {max}, not {value}.");
        }
    }

    /// <summary>Throws when a learning rate is not above 0 and at most 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    public static void CheckRate(double rate, string option)
    {
        if (!(rate is > 0 and <= 10))
        {
            throw new ArgumentOutOfRangeException(option, rate, $"{option} must be above 0 and at most 10, not {rate}.");
        }
    }

    /// <summary>Throws when a value is not a member of its enumeration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public static void CheckDefined<T>(T value, string option)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be one of {string.Join(", ", Enum.GetNames<T>())}, not {value}.");
        }
    }
}
