using System.Collections.Immutable;

namespace Talpa.Objectives;

/// <summary>The objectives there are, each once, with its default options. A new objective is one file and one line here.</summary>
internal sealed record ObjectiveTable(ImmutableArray<Objective> Objectives)
{
    /// <summary>The library's own.</summary>
    public static ObjectiveTable Default { get; } = new([new NegativeSampling(), new HierarchicalSoftmax(), new FullSoftmax(), new ExactSoftmax()]);

    /// <summary>The objective with a name, or <c>null</c>.</summary>
    public Objective? Find(string name) => Objectives.FirstOrDefault(objective =>
        objective.OtherNames.Prepend(objective.Name).Contains(name, StringComparer.OrdinalIgnoreCase));
}
