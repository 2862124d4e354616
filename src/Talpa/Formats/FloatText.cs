using System.Globalization;
using System.Runtime.CompilerServices;

namespace Talpa.Formats;

/// <summary>
/// Reads a decimal number as the single-precision number nearest to it.
/// Most numbers in files have at most 15 digits: those are one whole number times or divided by one power of ten, both exact in double precision,
/// so that the double is right to half its last bit (Clinger 1990), and rounding it once more gives the right single unless it lies
/// within a bit of the middle between two. Those, and all the others, go the library's slower way.
/// </summary>
internal static class FloatText
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Whole numbers below this are exact in double precision.</summary>
    private const ulong ExactBelow = 1UL << 53;

    /// <summary>All the powers of ten that are exact in double precision.</summary>
    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a number, with nothing before or after it. Accepts inf and nan as C, Python and .NET write them.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out float number)
    {
        if (TryParseShort(text, out double close) && TryRound(close, out number))
        {
            return true;
        }

        // The library would overlook zero bytes after a number.
        return text.IsEmpty || text[^1] == 0 ? Fail(out number) : TryParseSlowly(text, out number);
    }

    /// <summary>Reads the number at the start of fields, which ends at a space, a tab or the end.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="number">The number.</param>
    /// <param name="length">The length of its text.</param>
    public static bool TryParseFirst(ReadOnlySpan<byte> fields, out float number, out int length)
    {
        length = ScanDigits(fields, out Digits digits);
        if ((length == fields.Length || fields[length] is (byte)' ' or (byte)'\t') && TryCombine(digits, out double close) && TryRound(close, out number))
        {
            return true;
        }

        int end = fields[length..].IndexOfAny((byte)' ', (byte)'\t');
        length = end < 0 ? fields.Length : length + end;
        return TryParse(fields[..length], out number);
    }

    /// <summary>Whether a text would be a number with a decimal point instead of its one comma: "0,1".</summary>
    public static bool HasDecimalComma(ReadOnlySpan<byte> text)
    {
        int comma = text.IndexOf((byte)',');
        if (comma < 0 || text.Length > 64)
        {
            return false;
        }

        Span<byte> changed = stackalloc byte[text.Length];
        text.CopyTo(changed);
        changed[comma] = (byte)'.';
        return TryParse(changed, out _);
    }

    private static bool TryParseShort(ReadOnlySpan<byte> text, out double number)
    {
        int end = ScanDigits(text, out Digits digits);
        number = 0;
        return TryAddExponent(text[end..], ref digits.Scale) && TryCombine(digits, out number);
    }

    /// <summary>Reads a sign, digits and a decimal point.</summary>
    /// <returns>The place behind them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ScanDigits(ReadOnlySpan<byte> text, out Digits read)
    {
        int at = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        at += negative ? 1 : 0;
        ulong digits = 0;
        int count = 0;
        int point = -1;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                count++;
            }
            else if (text[at] == '.' && point < 0)
            {
                point = count;
            }
            else
            {
                break;
            }
        }

        read = new Digits { Value = digits, Count = count, Scale = point < 0 ? 0 : point - count, IsNegative = negative };
        return at;
    }

    /// <summary>Makes a number of digits and a power of ten, if both are exact in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCombine(in Digits read, out double number)
    {
        if (read.Count is 0 or > 19 || read.Value >= ExactBelow || Math.Abs(read.Scale) >= Powers.Length)
        {
            number = 0;
            return false;
        }

        number = read.Scale < 0 ? read.Value / Powers[-read.Scale] : read.Value * Powers[read.Scale];
        number = read.IsNegative ? -number : number;
        return true;
    }

    /// <summary>Adds an exponent of one or two digits; an empty text adds nothing.</summary>
    private static bool TryAddExponent(ReadOnlySpan<byte> text, ref int scale)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        bool negative = text.Length > 1 && text[1] == '-';
        int start = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        if (text[0] is not ((byte)'e' or (byte)'E') || text.Length - start is not (1 or 2))
        {
            return false;
        }

        int exponent = 0;
        foreach (byte character in text[start..])
        {
            uint digit = (uint)(character - '0');
            if (digit > 9)
            {
                return false;
            }

            exponent = (exponent * 10) + (int)digit;
        }

        scale += negative ? -exponent : exponent;
        return true;
    }

    /// <summary>Rounds to single precision, unless the double's error of half a bit could decide which way.</summary>
    private static bool TryRound(double number, out float rounded)
    {
        const ulong LostBits = (1UL << 29) - 1;
        const ulong Middle = 1UL << 28;
        ulong lost = BitConverter.DoubleToUInt64Bits(number) & LostBits;
        rounded = (float)number;

        // Numbers of this kind are 0 or at least 1e-22, far from those that lose further bits for being small.
        return lost is < Middle - 1 or > Middle + 1;
    }

    private static bool TryParseSlowly(ReadOnlySpan<byte> text, out float number)
    {
        if (float.TryParse(text, Style, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        ReadOnlySpan<byte> unsigned = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (EqualsIgnoringCase(unsigned, "inf"u8))
        {
            number = text[0] == '-' ? float.NegativeInfinity : float.PositiveInfinity;
            return true;
        }

        // C writes -nan; the sign of NaN has no meaning.
        number = float.NaN;
        return EqualsIgnoringCase(unsigned, "nan"u8);
    }

    private static bool EqualsIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> expected) =>
        System.Text.Ascii.EqualsIgnoreCase(text, expected);

    private static bool Fail(out float number)
    {
        number = 0;
        return false;
    }

    /// <summary>The digits of a number: a whole number, times a power of ten.</summary>
    private struct Digits
    {
        public ulong Value;
        public int Count;
        public int Scale;
        public bool IsNegative;
    }
}
