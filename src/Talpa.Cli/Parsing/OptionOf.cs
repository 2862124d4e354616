using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Parsing;

/// <summary>Makes options whose errors are one line. An option that isn't given has the value <c>null</c>.</summary>
internal static class OptionOf
{
    private const string Auto = "auto";

    /// <summary>Units of time in seconds, a unit before those that are its ending.</summary>
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 24 * 3600)];

    /// <summary>Reads a value, or gives <c>null</c> where the text isn't one.</summary>
    private delegate T? Reader<T>(string text);

    /// <summary>An option whose value is a whole number.</summary>
    public static Option<int?> Integer(string name, string value, string description, params string[] aliases) =>
        Make<int?>(name, value, description, "a whole number", ParseInteger, aliases);

    /// <summary>An option whose value is a whole number, or "auto" for what suits the other options.</summary>
    public static Option<OrAuto<int?>?> IntegerOrAuto(string name, string value, string description, params string[] aliases) =>
        Make<OrAuto<int?>?>(name, value, description, "a whole number, or auto", ParseAutoInteger, aliases);

    /// <summary>An option whose value is a whole number of 64 bits.</summary>
    public static Option<long?> Long(string name, string value, string description, params string[] aliases) =>
        Make<long?>(name, value, description, "a whole number", text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long n) ? n : null, aliases);

    /// <summary>An option whose value is a number, such as 0.025 or 1e-3.</summary>
    public static Option<double?> Number(string name, string value, string description, params string[] aliases) =>
        Make<double?>(name, value, description, "a number such as 0.025 or 1e-3", ParseNumber, aliases);

    /// <summary>An option whose value is a part of a whole, such as 5% or 0.05.</summary>
    public static Option<double?> Share(string name, string value, string description, params string[] aliases) =>
        Make<double?>(name, value, description, "a share such as 5% or 0.05", ParseShare, aliases);

    /// <summary>An option whose value is a time, such as 90s, 5m or 2h, or "off" for none, which is given as zero.</summary>
    public static Option<TimeSpan?> Time(string name, string value, string description, params string[] aliases) =>
        Make<TimeSpan?>(name, value, description, "a time such as 90s, 5m or 2h, or off", ParseTime, aliases);

    /// <summary>An option whose value is a number of bytes, such as 500MB or 2GB.</summary>
    public static Option<long?> Size(string name, string description) =>
        Make<long?>(name, "SIZE", description, "a size such as 500MB or 2GB", ParseSize, []);

    /// <summary>An option whose value is one of a few names. Names after the first for a value are accepted besides.</summary>
    public static Option<T?> OneOf<T>(string name, string description, IReadOnlyList<(string Name, T Value)> names, params string[] aliases)
        where T : struct
    {
        return Choice<T?>(name, description, names.DistinctBy(pair => pair.Value).Select(pair => pair.Name), Find, aliases);

        T? Find(string text)
        {
            foreach ((string known, T value) in names)
            {
                if (known.Equals(text, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>
    /// An option whose value is one of a few objects, each of which has a name and may have others, which are accepted besides, or "auto" for the one that suits.
    /// </summary>
    public static Option<OrAuto<T?>?> OneOfOrAuto<T>(string name, string description, IReadOnlyList<T> values, Func<T, IReadOnlyList<string>> namesOf, params string[] aliases)
        where T : class
    {
        return Choice<OrAuto<T?>?>(name, description, values.Select(value => namesOf(value)[0]).Prepend(Auto), Find, aliases);

        OrAuto<T?>? Find(string text)
        {
            T? value = values.FirstOrDefault(value => namesOf(value).Contains(text, StringComparer.OrdinalIgnoreCase));
            return value is not null || IsAuto(text) ? new OrAuto<T?>(value) : null;
        }
    }

    /// <summary>An option whose value is text.</summary>
    public static Option<string?> Text(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = description };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>A whole number as one may write it, or <c>null</c>.</summary>
    public static int? ParseInteger(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int n) ? n : null;

    /// <summary>A number of bytes, with kB, MB, GB or TB behind it or nothing; units are powers of 1,000, as everywhere in what is shown.</summary>
    private static long? ParseSize(string text)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        int unit = Array.FindLastIndex(units, unit => text.EndsWith(unit, StringComparison.OrdinalIgnoreCase));
        string number = unit < 0 ? text : text[..^units[unit].Length].TrimEnd();
        double? bytes = ParseNumber(number) * Math.Pow(1000, Math.Max(0, unit));
        return bytes is >= 0 and < 9e18 ? (long)bytes : null;
    }

    private static OrAuto<int?>? ParseAutoInteger(string text) =>
        ParseInteger(text) is var number && (number is not null || IsAuto(text)) ? new OrAuto<int?>(number) : null;

    private static bool IsAuto(string text) => text.Equals(Auto, StringComparison.OrdinalIgnoreCase);

    private static double? ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double n) && double.IsFinite(n) ? n : null;

    private static double? ParseShare(string text) =>
        text.EndsWith('%') ? ParseNumber(text[..^1].TrimEnd()) / 100 : ParseNumber(text);

    private static TimeSpan? ParseTime(string text)
    {
        if (text.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            return TimeSpan.Zero;
        }

        foreach ((string unit, double seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) && ParseNumber(text[..^unit.Length]) is > 0 and { } count)
            {
                return count * seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(count * seconds) : null;
            }
        }

        return null;
    }

    private static Option<T?> Choice<T>(string name, string description, IEnumerable<string> names, Reader<T> read, string[] aliases)
    {
        string[] shown = [.. names];
        return Make(name, string.Join('|', shown), description, $"one of {string.Join(", ", shown)}", read, aliases);
    }

    private static Option<T?> Make<T>(string name, string value, string description, string kind, Reader<T> read, string[] aliases) => new(name, aliases)
    {
        HelpName = value,
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => Parse(result, name, kind, read),
    };

    private static T? Parse<T>(ArgumentResult result, string name, string kind, Reader<T> read)
    {
        if (result.Tokens.Count != 1)
        {
            return default;
        }

        string text = result.Tokens[0].Value;
        T? value = read(text);
        if (value is null)
        {
            result.AddError($"{name} takes {kind}, not '{SafeText.Escape(text)}'");
        }

        return value;
    }
}
