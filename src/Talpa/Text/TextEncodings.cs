using System.Globalization;
using System.Text;

namespace Talpa.Text;

/// <summary>Encodings of text by name.</summary>
internal static class TextEncodings
{
    /// <summary>Implements <see cref="CorpusOptions.FindEncoding"/>.</summary>
    public static Encoding? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string plain = name.Trim().ToLowerInvariant().Replace('_', '-');
        string number = plain.StartsWith("cp", StringComparison.Ordinal) ? plain[2..].TrimStart('-') : plain;
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int codePage))
        {
            return codePage is > 0 and <= ushort.MaxValue ? ByCodePage(codePage) : null;
        }

        return ByName(plain) ?? ByName(Hyphenated(plain));
    }

    /// <summary>Names that others write otherwise: latin-1 for latin1, utf16 for utf-16, iso8859-1 for iso-8859-1.</summary>
    private static string Hyphenated(string name)
    {
        if (name.StartsWith("latin-", StringComparison.Ordinal))
        {
            return name.Replace("-", "", StringComparison.Ordinal);
        }

        foreach (string family in (ReadOnlySpan<string>)["utf", "iso", "windows", "koi8"])
        {
            if (name.StartsWith(family, StringComparison.Ordinal) && name.Length > family.Length && name[family.Length] != '-')
            {
                return $"{family}-{name[family.Length..]}";
            }
        }

        return name;
    }

    private static Encoding? ByName(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding? ByCodePage(int codePage)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
