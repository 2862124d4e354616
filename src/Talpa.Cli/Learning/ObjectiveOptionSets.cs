using Talpa.Cli.Parsing;

namespace Talpa.Cli.Learning;

/// <summary>Which options belong to which objective. An objective without options of its own isn't listed.</summary>
internal static class ObjectiveOptionSets
{
    /// <summary>New options for one command.</summary>
    public static IReadOnlyList<ObjectiveOptionSet> Create() =>
    [
        new OptionsOf<NegativeSampling>()
            .Add(
                OptionOf.Integer("--negatives", "N", "Noise words drawn for each true one. [5]", "--negative", "-negative", "-neg", "--neg"),
                nameof(NegativeSampling.Negatives),
                (objective, count) => objective with { Negatives = count },
                none: 0)
            .Add(
                OptionOf.Number("--noise-exponent", "X", "They are drawn by count to this power. [0.75]", "--ns-exponent", "--ns_exponent"),
                nameof(NegativeSampling.NoiseExponent),
                (objective, exponent) => objective with { NoiseExponent = exponent })
            .Add(
                OptionOf.Flag("--unshared-negatives", "Each pair draws its own, as in word2vec.c: slow, no better."),
                nameof(NegativeSampling.SharedNegatives),
                objective => objective with { SharedNegatives = false },
                options => options.Architecture == Architecture.SkipGram ? null : "a window of CBOW has one prediction"),
        new OptionsOf<ExactSoftmax>()
            .Add(
                OptionOf.Number("--prior", "X", "Strength of the prior on the vectors, in pairs; 0 for none. [8]"),
                nameof(ExactSoftmax.Prior),
                (objective, prior) => objective with { Prior = prior })
            .Add(
                OptionOf.Number("--min-improvement", "X", "End when a sweep lowers what is minimised by less than X; 0: never. [0.0015]"),
                nameof(ExactSoftmax.MinImprovement),
                (objective, improvement) => objective with { MinImprovement = improvement })
            .Add(
                OptionOf.Share("--hold-out", "X%", "Do not learn a random part of the lines, but report how well they are predicted. [0%]"),
                nameof(ExactSoftmax.HoldOut),
                (objective, share) => objective with { HoldOut = share })
            .Add(
                OptionOf.Number("--weight-exponent", "X", "A centre word weighs as its pairs to this power. [0.75]"),
                nameof(ExactSoftmax.WeightExponent),
                (objective, exponent) => objective with { WeightExponent = exponent })
            .Add(
                OptionOf.OneOf("--directional", "Output vectors for both sides of a word. [on from 1M tokens to 22,300 words]", [("on", Switch.On), ("off", Switch.Off)]),
                nameof(ExactSoftmax.Directional),
                (objective, directional) => objective with { Directional = directional == Switch.On })
            .Add(
                OptionOf.Flag("--keep-counts", "Keep the counts in the model, so that --from learns from both texts."),
                nameof(ExactSoftmax.KeepCounts),
                objective => objective with { KeepCounts = true })
            .Add(
                OptionOf.Size("--memory-limit", "Memory for the counts; more go to temporary files. [2.1GB]"),
                nameof(ExactSoftmax.MemoryLimit),
                (objective, limit) => objective with { MemoryLimit = limit }),
    ];
}
