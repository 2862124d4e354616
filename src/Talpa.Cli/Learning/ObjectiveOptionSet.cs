using System.CommandLine;
using Talpa.Cli.Commands;
using Talpa.Cli.Parsing;

namespace Talpa.Cli.Learning;

/// <summary>The options of <c>talpa train</c> that one objective has and the others don't.</summary>
internal abstract class ObjectiveOptionSet
{
    /// <summary>The options as help shows them.</summary>
    public abstract OptionGroup Group { get; }

    /// <summary>The objective with its defaults.</summary>
    public abstract Objective Objective { get; }

    /// <summary>Whether one of its options was given.</summary>
    public abstract bool IsGiven(ParseResult arguments);

    /// <summary>Whether the option for a property of the objective was given.</summary>
    public abstract bool IsGiven(ParseResult arguments, string property);

    /// <summary>The objective with the options that were given; unchanged where it is another objective.</summary>
    public abstract Objective Read(ParseResult arguments, Objective objective);

    /// <summary>The name of the option for a property of the objective; <c>null</c> where there is none.</summary>
    public abstract string? NameOf(string property);

    /// <summary>Lines about options that were given and change nothing.</summary>
    public abstract IEnumerable<string> WithoutEffect(ParseResult arguments, TrainingOptions options);
}
