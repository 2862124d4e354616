using System.Globalization;

namespace Talpa.SideBySide;

/// <summary>Arguments of the form <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Count)
            {
                throw new ArgumentException($"'{arguments[i]}' is not an option, or has no value.");
            }

            _values[arguments[i][2..]] = arguments[i + 1];
        }
    }

    public string Text(string name) =>
        _values.TryGetValue(name, out string? value) ? value : throw new ArgumentException($"--{name} is missing.");

    public string Text(string name, string defaultValue) => _values.GetValueOrDefault(name, defaultValue);

    public int Integer(string name, int defaultValue) =>
        _values.TryGetValue(name, out string? value) ? int.Parse(value, CultureInfo.InvariantCulture) : defaultValue;
}
