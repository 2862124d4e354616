using System.Globalization;
using System.Text;
using CsCheck;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

public sealed class FloatTextTests
{
    [Fact]
    public void Numbers_in_shortest_form_are_read_back_with_the_same_bits() =>
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(number => !float.IsNaN(number)).Sample(
            number => Assert.Equal(Bits(number), Bits(Parse(number.ToString("R", CultureInfo.InvariantCulture)))),
            iter: Repetitions.Of(50_000));

    [Fact]
    public void Any_digits_are_rounded_as_by_dotnet() =>
        Gen.Select(Gen.String[Gen.Char["0123456789"], 1, 22], Gen.Int[0, 22], Gen.Int[-50, 45], Gen.Bool, Gen.Bool).Sample(
            (digits, point, exponent, negative, hasExponent) =>
            {
                string text = (negative ? "-" : "") + digits.Insert(Math.Min(point, digits.Length), ".") + (hasExponent ? $"e{exponent}" : "");
                Assert.Equal(Bits(float.Parse(text, CultureInfo.InvariantCulture)), Bits(Parse(text)));
            },
            iter: Repetitions.Of(50_000));

    [Fact]
    public void Numbers_halfway_between_two_singles_are_rounded_once() =>
        Gen.Select(Gen.UInt[0x3D00_0000, 0x4B00_0000], Gen.Int[-3, 3]).Sample(
            (bits, nudge) =>
            {
                double middle = ((double)BitConverter.UInt32BitsToSingle(bits) + BitConverter.UInt32BitsToSingle(bits + 1)) / 2;
                string text = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(middle) + nudge).ToString("R", CultureInfo.InvariantCulture);
                Assert.Equal(Bits(float.Parse(text, CultureInfo.InvariantCulture)), Bits(Parse(text)));
            },
            iter: Repetitions.Of(30_000));

    [Fact]
    public void The_first_of_several_fields_is_read_as_a_single_field() =>
        Gen.Select(Gen.String[Gen.Char["0123456789.-+e\0x"], 0, 12], Gen.OneOf("", " ", "\t", " 1", "\t2 3")).Sample(
            (field, rest) =>
            {
                bool isNumber = FloatText.TryParse(Encoding.UTF8.GetBytes(field), out float expected);
                Assert.Equal(isNumber, FloatText.TryParseFirst(Encoding.UTF8.GetBytes(field + rest), out float number, out int length));
                Assert.Equal((Bits(isNumber ? expected : 0), field.Length), (Bits(isNumber ? number : 0), length));
            },
            iter: 200_000);

    [Theory]
    [InlineData("inf", float.PositiveInfinity)]
    [InlineData("-inf", float.NegativeInfinity)]
    [InlineData("+Inf", float.PositiveInfinity)]
    [InlineData("Infinity", float.PositiveInfinity)]
    [InlineData("nan", float.NaN)]
    [InlineData("-nan", float.NaN)]
    [InlineData("NaN", float.NaN)]
    [InlineData("1e99", float.PositiveInfinity)]
    [InlineData("+1.5", 1.5f)]
    [InlineData(".5", 0.5f)]
    [InlineData("5.", 5f)]
    [InlineData("-0", -0f)]
    [InlineData("1E+2", 100f)]
    public void Forms_that_other_tools_write_are_read(string text, float expected) => Assert.Equal(Bits(expected), Bits(Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1 ")]
    [InlineData("1\0")]
    [InlineData("١")]
    [InlineData("one")]
    public void Invalid_numbers_are_refused(string text) => Assert.False(FloatText.TryParse(Encoding.UTF8.GetBytes(text), out _));

    private static float Parse(string text)
    {
        Assert.True(FloatText.TryParse(Encoding.UTF8.GetBytes(text), out float number), text);
        return number;
    }

    private static uint Bits(float number) => float.IsNaN(number) ? 0x7FC0_0000 : BitConverter.SingleToUInt32Bits(number);
}
