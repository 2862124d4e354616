using System.Globalization;

namespace Talpa.Text;

/// <summary>
/// The canonical forms of the Unicode Standard, from <c>CanonicalForms.txt</c>. .NET has it only where the process may use ICU, and a corpus must not
/// depend on that: with InvariantGlobalization <see cref="string.Normalize()"/> changes nothing. Read once, when the first word needs it (some milliseconds).
/// </summary>
internal sealed class CanonicalTables
{
    private const string Resource = "Talpa.Text.CanonicalForms.txt";
    private const int BasicLength = 0x10000;

    private static readonly Lazy<CanonicalTables> Lazy = new(() => new CanonicalTables());

    private readonly byte[] _basicClasses = new byte[BasicLength];
    private readonly bool[] _basicMayChange = new bool[BasicLength];
    private readonly Dictionary<int, byte> _otherClasses = [];
    private readonly HashSet<int> _otherMayChange = [];
    private readonly Dictionary<int, (int First, int Second)> _parts = [];
    private readonly Dictionary<(int First, int Second), int> _composites = [];

    private CanonicalTables()
    {
        using var reader = new StreamReader(typeof(CanonicalTables).Assembly.GetManifestResourceStream(Resource)!);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(' ');
            if (fields[0] is "C" or "C!")
            {
                AddComposite(Hex(fields[1]), Hex(fields[2]), fields.Length > 3 ? Hex(fields[3]) : 0, composes: fields[0] == "C");
            }
            else if (fields[0] == "M")
            {
                AddMarks(Hex(fields[1]), byte.Parse(fields[2], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture));
            }
        }

        foreach ((int first, int last) in (ReadOnlySpan<(int, int)>)[(Hangul.FirstVowel, Hangul.LastVowel), (Hangul.FirstFinal, Hangul.LastFinal)])
        {
            _basicMayChange.AsSpan(first..(last + 1)).Fill(true);
        }
    }

    /// <summary>The tables.</summary>
    public static CanonicalTables Instance => Lazy.Value;

    /// <summary>A character's canonical combining class; 0 for most.</summary>
    public byte ClassOf(int codePoint) => codePoint < BasicLength ? _basicClasses[codePoint] : _otherClasses.GetValueOrDefault(codePoint);

    /// <summary>Whether the composed form may lack a character or join it to the one before (the property NFC_Quick_Check is not "yes").</summary>
    public bool MayChange(int codePoint) => codePoint < BasicLength ? _basicMayChange[codePoint] : _otherMayChange.Contains(codePoint);

    /// <summary>The one or two characters that a character is made of; the second is 0 where there is one.</summary>
    public bool TryTakeApart(int codePoint, out (int First, int Second) parts) => _parts.TryGetValue(codePoint, out parts);

    /// <summary>The character that two make.</summary>
    public bool TryCompose(int first, int second, out int composite) =>
        _composites.TryGetValue((first, second), out composite) || Hangul.TryCompose(first, second, out composite);

    private void AddComposite(int composite, int first, int second, bool composes)
    {
        _parts.Add(composite, (first, second));
        if (composes)
        {
            _composites.Add((first, second), composite);
            SetMayChange(second);
        }
        else
        {
            SetMayChange(composite);
        }
    }

    private void AddMarks(int first, byte combiningClass, int count)
    {
        for (int codePoint = first; codePoint < first + count; codePoint++)
        {
            if (codePoint < BasicLength)
            {
                _basicClasses[codePoint] = combiningClass;
            }
            else
            {
                _otherClasses.Add(codePoint, combiningClass);
            }
        }
    }

    private void SetMayChange(int codePoint)
    {
        if (codePoint < BasicLength)
        {
            _basicMayChange[codePoint] = true;
        }
        else
        {
            _otherMayChange.Add(codePoint);
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
