using System.CommandLine;
using System.CommandLine.Parsing;
using Talpa.Cli.Commands;
using Talpa.Cli.Parsing;

namespace Talpa.Cli.Learning;

/// <summary>The options of one objective, each stated once: its name, the property that it sets, and how it sets it.</summary>
/// <typeparam name="T">The objective.</typeparam>
internal sealed class OptionsOf<T> : ObjectiveOptionSet
    where T : Objective, new()
{
    private readonly List<Entry> _entries = [];

    /// <inheritdoc/>
    public override OptionGroup Group => new($"With --objective {Name}", [.. _entries.Select(entry => entry.Option)]);

    /// <inheritdoc/>
    public override Objective Objective => new T();

    private static string Name => new T().Name;

    /// <summary>Adds an option with a value.</summary>
    /// <param name="option">The option.</param>
    /// <param name="property">The property of <typeparamref name="T"/> that it sets.</param>
    /// <param name="with">Sets it.</param>
    /// <param name="none">A value that other tools take to switch the objective off: with another objective it is ignored.</param>
    public OptionsOf<T> Add<TValue>(Option<TValue?> option, string property, Func<T, TValue, T> with, TValue? none = null)
        where TValue : struct
    {
        _entries.Add(new Entry(
            option,
            property,
            (arguments, objective) => arguments.GetValue(option) is { } value ? with(objective, value) : objective,
            arguments => arguments.GetValue(option) is { } value && !value.Equals(none)));
        return this;
    }

    /// <summary>Adds an option without a value.</summary>
    /// <param name="option">The option.</param>
    /// <param name="property">The property of <typeparamref name="T"/> that it sets.</param>
    /// <param name="with">Sets it.</param>
    /// <param name="unless">Why it changes nothing with other options of the training; <c>null</c> where it does.</param>
    public OptionsOf<T> Add(Option<bool> option, string property, Func<T, T> with, Func<TrainingOptions, string?>? unless = null)
    {
        _entries.Add(new Entry(
            option, property, (arguments, objective) => arguments.GetValue(option) ? with(objective) : objective, arguments => arguments.GetValue(option), unless));
        return this;
    }

    /// <inheritdoc/>
    public override bool IsGiven(ParseResult arguments) => _entries.Exists(entry => entry.IsGiven(arguments));

    /// <inheritdoc/>
    public override bool IsGiven(ParseResult arguments, string property) => _entries.Exists(entry => entry.Property == property && entry.IsGiven(arguments));

    /// <inheritdoc/>
    public override Objective Read(ParseResult arguments, Objective objective) =>
        objective is T own ? _entries.Aggregate(own, (changed, entry) => entry.Apply(arguments, changed)) : objective;

    /// <inheritdoc/>
    public override string? NameOf(string property) => _entries.Find(entry => entry.Property == property)?.Option.Name;

    /// <inheritdoc/>
    public override IEnumerable<string> WithoutEffect(ParseResult arguments, TrainingOptions options) =>
        from entry in _entries
        where entry.IsGiven(arguments)
        let reason = options.Objective is T ? entry.Unless?.Invoke(options) : $"it belongs to --objective {Name}"
        where reason is not null
        select $"{entry.Option.Name} has no effect: {reason}";

    private sealed record Entry(
        Option Option, string Property, Func<ParseResult, T, T> Apply, Func<ParseResult, bool> IsGiven, Func<TrainingOptions, string?>? Unless = null);
}
