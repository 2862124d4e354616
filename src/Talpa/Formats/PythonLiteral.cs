using System.Globalization;
using System.Numerics;

namespace Talpa.Formats;

/// <summary>
/// A reader of the Python literals that headers of arrays consist of: dictionaries, tuples, lists, strings, whole numbers, True, False and None.
/// Also reads what Python 2 wrote: u'x' and 3L.
/// </summary>
internal sealed class PythonLiteral
{
    private const int MaxDepth = 8;
    private const int MaxDigits = 40;

    private readonly string _text;
    private int _at;

    private PythonLiteral(string text) => _text = text;

    /// <summary>Reads a literal with nothing but white space behind it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">
    /// A <see cref="Dictionary{TKey, TValue}"/> of strings and values, a list of values, a <see cref="string"/>, a <see cref="BigInteger"/>, a
    /// <see cref="bool"/>, or <c>null</c> for None.
    /// </param>
    /// <returns>Whether the text is such a literal.</returns>
    public static bool TryParse(string text, out object? value)
    {
        var reader = new PythonLiteral(text);
        return reader.TryRead(0, out value) && reader.Next() == '\0';
    }

    /// <summary>The next character that is no white space, without taking it; NUL at the end.</summary>
    private char Next()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool TryTake(char expected)
    {
        if (Next() != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool TryRead(int depth, out object? value)
    {
        value = null;
        if (depth > MaxDepth)
        {
            return false;
        }

        switch (Next())
        {
            case '{':
                return TryReadDictionary(depth, out value);
            case '(':
                return TryReadList(depth, ')', out value);
            case '[':
                return TryReadList(depth, ']', out value);
            case '\'' or '"':
                return TryReadString(out value);
            case 'u' or 'b' when _at + 1 < _text.Length && _text[_at + 1] is '\'' or '"':
                _at++;
                return TryReadString(out value);
            case '-' or (>= '0' and <= '9'):
                return TryReadNumber(out value);
            default:
                return TryReadName(out value);
        }
    }

    private bool TryReadDictionary(int depth, out object? value)
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        value = entries;
        _at++;
        while (!TryTake('}'))
        {
            if (!TryRead(depth + 1, out object? key) || key is not string name || !TryTake(':') || !TryRead(depth + 1, out object? entry) || !(TryTake(',') || Next() == '}'))
            {
                return false;
            }

            entries[name] = entry;
        }

        return true;
    }

    private bool TryReadList(int depth, char end, out object? value)
    {
        var items = new List<object?>();
        value = items;
        _at++;
        while (!TryTake(end))
        {
            if (!TryRead(depth + 1, out object? item) || !(TryTake(',') || Next() == end))
            {
                return false;
            }

            items.Add(item);
        }

        return true;
    }

    private bool TryReadString(out object? value)
    {
        char quote = _text[_at];
        int end = _text.IndexOf(quote, _at + 1);
        value = end < 0 ? null : _text[(_at + 1)..end];
        _at = end < 0 ? _at : end + 1;
        return end >= 0 && !((string)value!).Contains('\\', StringComparison.Ordinal);
    }

    private bool TryReadNumber(out object? value)
    {
        int start = _at++;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        string digits = _text[start..Math.Min(_at, start + MaxDigits)];
        bool isNumber = BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger number);
        value = number;

        // Python 2 marks long numbers.
        _at += _at < _text.Length && _text[_at] is 'L' or 'l' ? 1 : 0;
        return isNumber;
    }

    private bool TryReadName(out object? value)
    {
        foreach ((string name, object? meaning) in new (string, object?)[] { ("True", true), ("False", false), ("None", null) })
        {
            if (_text.AsSpan(_at).StartsWith(name, StringComparison.Ordinal))
            {
                _at += name.Length;
                value = meaning;
                return true;
            }
        }

        value = null;
        return false;
    }
}
