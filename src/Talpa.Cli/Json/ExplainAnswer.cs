using Talpa.Cli.Explaining;
using Talpa.Textbook;

namespace Talpa.Cli.Json;

/// <summary>One step of the textbook. Ids count from 1, as on the page; tables have a row for each word in id order.</summary>
internal sealed record ExplainAnswer(
    IReadOnlyList<string> Sentence,
    IReadOnlyList<int> Ids,
    IReadOnlyList<string> Words,
    string Center,
    int CenterId,
    int Window,
    int Dimension,
    int Seed,
    double LearningRate,
    IReadOnlyList<string> Context,
    IReadOnlyList<double> Hidden,
    IReadOnlyList<IReadOnlyList<double>> OutputBefore,
    IReadOnlyList<double> Scores,
    IReadOnlyList<double> Probabilities,
    IReadOnlyList<double> Truth,
    IReadOnlyList<double> Errors,
    IReadOnlyList<double> InputGradient,
    IReadOnlyList<IReadOnlyList<double>> OutputGradient,
    IReadOnlyList<double> InputAfter,
    IReadOnlyList<IReadOnlyList<double>> OutputAfter,
    IReadOnlyList<double> ProbabilitiesAfter,
    double LossBefore,
    double LossAfter,
    IReadOnlyList<Milestone> Milestones)
{
    /// <summary>The answer for an explanation.</summary>
    public static ExplainAnswer Of(Explanation explanation)
    {
        SkipGramStep step = explanation.Step;
        return new ExplainAnswer(
            explanation.Sentence,
            [.. explanation.Ids.Select(id => id + 1)],
            explanation.Words,
            explanation.Words[step.Centre],
            step.Centre + 1,
            explanation.Window,
            explanation.Dimension,
            explanation.Seed,
            step.LearningRate,
            [.. step.Context.Select(id => explanation.Words[id])],
            step.Hidden,
            step.OutputBefore,
            step.Scores,
            step.Probabilities,
            step.Truth,
            step.Errors,
            step.InputGradient,
            step.OutputGradient,
            step.InputAfter,
            step.OutputAfter,
            step.ProbabilitiesAfter,
            step.LossBefore,
            step.LossAfter,
            explanation.Milestones);
    }
}
