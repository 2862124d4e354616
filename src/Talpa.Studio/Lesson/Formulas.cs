using System.Globalization;
using Talpa.Studio.Drawing;
using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>Answers for every number on the page how it comes about. A number's name is its kind and its place, such as <c>score:2</c>.</summary>
public static class Formulas
{
    private const int MaxTerms = 6;

    /// <summary>A probability below this is written as 0.000, whose logarithm says nothing.</summary>
    private const double MinWritten = 0.001;

    /// <summary>The formula of a number, vector or arrow; that of the loss for a name that is not known.</summary>
    public static Formula Of(string name, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(moment);
        string[] parts = name.Split(':', '>');
        int at = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int i) ? i : 0;
        bool isWord = at >= 0 && at < moment.Words.Count;
        bool isAxis = at >= 0 && at < moment.Dimension;
        return parts[0] switch
        {
            "id" or "hot" when isWord => OneHot(at, moment),
            "in" or "out" when isWord => parts.Length > 2 && int.TryParse(parts[2], CultureInfo.InvariantCulture, out int d) && d >= 0 && d < moment.Dimension
                ? Weight(parts[0] == "out", at, d, moment)
                : Row(parts[0] == "out", at, moment),
            "hidden" when isAxis => HiddenUnit(at, moment),
            "score" or "products" when isWord => Score(at, moment),
            "exp" when isWord => Exponential(at, moment),
            "p" when isWord => Probability(at, moment),
            "truth" when isWord => Truth(at, moment),
            "error" or "slide" when isWord => parts[0] == "error" ? Error(at, moment) : Slide(at, moment),
            "after" when isWord => After(at, moment),
            "pull" or "push" when name.Contains('>', StringComparison.Ordinal) && isWord => OneArrow(parts[0], at, moment),
            "pull" when isAxis => Pull(at, moment),
            "push" when isAxis => Push(at, moment),
            "sum" when isAxis => Sum(at, moment),
            "move" when isAxis => Move(at, moment),
            "new" when isAxis => New(at, moment),
            "gradient" or "slope" when isAxis => Slope(at, moment),
            "apart" when isAxis => Apart(at, moment),
            "rate" => Rate(moment),
            "proof" => Proof(moment),
            "lossafter" => LossAfter(moment),
            _ => Loss(moment),
        };
    }

    /// <summary>An exponential as it is written in the table: one that no number can hold by its power.</summary>
    public static string WriteExp(double score) => double.IsPositiveInfinity(Math.Exp(score)) ? $"e^({Numbers.Write(score, 0)})" : N3(Math.Exp(score));

    private static Formula OneHot(int w, Moment m) => new(
        $"id of {m.Words[w]}",
        $"{m.Words[w]} is word {w + 1} of {m.Words.Count}. One-hot: a 1 at place {w + 1}, else 0. Times the table, it picks row {w + 1}.",
        [$"id:{w}", $"hot:{w}", $"in:{w}"]);

    private static Formula Row(bool isOutput, int w, Moment m) => new(
        isOutput ? $"u({m.Words[w]})" : $"input vector of {m.Words[w]}",
        $"{Vector(isOutput ? m.Output[w] : m.Input[w])}: row {w + 1} of the {(isOutput ? "output" : "input")} vectors"
            + (!isOutput && w == m.Example.Centre ? ", looked up as h" : string.Empty),
        [isOutput ? $"out:{w}" : $"in:{w}"]);

    /// <summary>A number of a table is the weight of an edge of the network: from its word's input unit to a hidden one, or from a hidden one to its word's output unit.</summary>
    private static Formula Weight(bool isOutput, int w, int d, Moment m)
    {
        double weight = isOutput ? m.Output[w][d] : m.Input[w][d];
        double activation = isOutput ? m.Next.Hidden[d] : w == m.Example.Centre ? 1 : 0;
        string product = $"{(isOutput ? N2(activation) : activation)} × {N2(weight)} = {N3(activation * weight)}";
        return isOutput
            ? new(
                $"u({m.Words[w]}), {Axis(d)}",
                $"{N2(weight)}, number {d + 1} of row {w + 1} of the output vectors: the weight from h{Below(d)} to {m.Words[w]}. Times h{Below(d)} it gives {product} of the score.",
                [$"out:{w}:{d}", $"hidden:{d}"])
            : new(
                $"input vector of {m.Words[w]}, {Axis(d)}",
                $"{N2(weight)}, number {d + 1} of row {w + 1} of the input vectors: the weight from {m.Words[w]} to h{Below(d)}. Times the one-hot input it gives {product} of h{Below(d)}.",
                [$"in:{w}:{d}", $"hidden:{d}", $"hot:{w}"]);
    }

    private static Formula HiddenUnit(int d, Moment m) => new(
        $"h{Below(d)}, {Axis(d)}",
        $"Σ input × weight over all {m.Words.Count} words: the one-hot input is 1 for {m.CentreWord} and 0 else, so 1 × {N2(m.Next.Hidden[d])} = {N2(m.Next.Hidden[d])}, the number in its row",
        [$"hidden:{d}", $"hot:{m.Example.Centre}", $"{Hidden(m)}:{d}"]);

    private static Formula Score(int w, Moment m) => new(
        $"score of {m.Words[w]}",
        $"u({m.Words[w]}) · h = {DotProduct(m.Output[w], m.Next.Hidden)} = {N3(m.Next.Scores[w])}",
        [$"score:{w}", $"products:{w}", $"out:{w}", Hidden(m), "hidden"]);

    private static Formula Exponential(int w, Moment m) => new(
        $"exponential of {m.Words[w]}",
        $"e to the power of its score = e^{N3(m.Next.Scores[w])}" + (double.IsInfinity(Math.Exp(m.Next.Scores[w])) ? ", more than a number can hold" : $" = {WriteExp(m.Next.Scores[w])}, which is never negative"),
        [$"exp:{w}", $"score:{w}"]);

    private static Formula Probability(int w, Moment m) => new(
        $"p({m.Words[w]} | {m.CentreWord})",
        m.Next.Scores.Any(s => double.IsInfinity(Math.Exp(s)))
            ? $"the largest score is taken off first, which changes nothing but keeps the numbers in range: e^{N3(m.Next.Scores[w] - m.Next.Scores.Max())} ÷ ({Terms(m.Next.Scores.Select(s => $"e^{N3(s - m.Next.Scores.Max())}"))}) = {N3(m.Next.Probabilities[w])}"
            : $"its exponential ÷ the sum of all = {WriteExp(m.Next.Scores[w])} ÷ ({Terms(m.Next.Scores.Select(WriteExp))}) = {N3(m.Next.Probabilities[w])}",
        [$"p:{w}", "exp"]);

    private static Formula Truth(int w, Moment m) => new(
        $"truth of {m.Words[w]}",
        $"the one-hot vectors of the context words {Terms(m.Example.Context.Select(o => m.Words[o]))}: {m.Words[w]} stands there {Times(m.Next.Truth[w])} = {m.Next.Truth[w]}",
        [$"truth:{w}", "context"]);

    private static Formula Error(int w, Moment m) => new(
        $"error of {m.Words[w]}",
        $"prediction − truth = {Predicted(w, m)} − {m.Next.Truth[w]} = {N3(m.Next.Errors[w])}. Some texts write truth − prediction, and add.",
        [$"error:{w}", $"p:{w}", $"truth:{w}"]);

    private static Formula Slide(int w, Moment m) => new(
        $"slide of u({m.Words[w]})",
        $"−error × h = {N3(-m.Next.Errors[w])} × {Vector(m.Next.Hidden)} = {Vector(m.Next.OutputGradient[w].Select(g => -g))}: along h, {(m.Next.Errors[w] < 0 ? "nearer" : "away")}",
        [$"slide>{w}", $"error:{w}", $"out:{w}", Hidden(m)]);

    private static Formula After(int w, Moment m) => new(
        $"p({m.Words[w]} | {m.CentreWord}) after the step",
        $"the same softmax with the moved vectors: {N3(m.Next.Probabilities[w])} → {N3(m.Next.ProbabilitiesAfter[w])}",
        [$"after:{w}", $"p:{w}"]);

    private static Formula OneArrow(string kind, int w, Moment m)
    {
        double scale = kind == "pull" ? m.Next.Truth[w] : -m.Next.Context.Count * m.Next.Probabilities[w];
        string text = $"{N3(scale)} × u({m.Words[w]}) = {Vector(m.Output[w].Select(u => scale * u))}";
        return kind == "pull"
            ? new($"pull of {m.Words[w]}", $"truth × u = {text}", [$"pull>{w}", $"truth:{w}", $"out:{w}", Hidden(m)])
            : new($"push of {m.Words[w]}", $"−{(m.Next.Context.Count > 1 ? "C × " : string.Empty)}p × u = {text}", [$"push>{w}", $"p:{w}", $"out:{w}", Hidden(m)]);
    }

    private static Formula Pull(int d, Moment m) => new(
        $"pull of the truth, {Axis(d)}",
        $"Σ u over the context = {Terms(m.Example.Context.Select(o => N3(m.Output[o][d])))} = {N3(m.Example.Context.Sum(o => m.Output[o][d]))}",
        [$"pull:{d}", .. m.Example.Context.Distinct().SelectMany(o => new[] { $"pull>{o}", $"out:{o}:{d}" })]);

    private static Formula Push(int d, Moment m) => new(
        $"push of the softmax, {Axis(d)}",
        $"−{Count(m)}Σ p × u = −{Count(m)}({Terms(m.Next.Probabilities.Select((p, w) => $"{N3(p)} × {N2(m.Output[w][d])}"))}) = {N3(PushAlong(d, m))}",
        [$"push:{d}", "p", .. Enumerable.Range(0, m.Words.Count).SelectMany(w => new[] { $"push>{w}", $"out:{w}:{d}" })]);

    private static Formula Sum(int d, Moment m) => new(
        $"sum of the arrows, {Axis(d)}",
        $"pull + push = {N3(m.Example.Context.Sum(o => m.Output[o][d]))} + {N3(PushAlong(d, m))} = {N3(-m.Next.InputGradient[d])}, which is minus the gradient",
        ["sum", $"pull:{d}", $"push:{d}", $"gradient:{d}"]);

    private static Formula Move(int d, Moment m) => new(
        $"move of {m.CentreWord}, {Axis(d)}",
        $"learning rate × sum = {m.Next.LearningRate:0.####} × {N3(-m.Next.InputGradient[d])} = {N3(-m.Next.LearningRate * m.Next.InputGradient[d])}",
        [$"move:{d}", $"sum:{d}", "rate"]);

    private static Formula New(int d, Moment m) => new(
        $"new place of {m.CentreWord}, {Axis(d)}",
        $"h + move = {N3(m.Next.Hidden[d])} + {N3(-m.Next.LearningRate * m.Next.InputGradient[d])} = {N3(m.Next.InputAfter[d])}",
        [$"new:{d}", $"move:{d}", $"{Hidden(m)}:{d}"]);

    private static Formula Slope(int d, Moment m) => new(
        $"slope of the loss, {Axis(d)}",
        $"(loss at h + ε − loss at h − ε) ÷ 2ε with ε = 0.00001 gives {m.Proof.Centre[d]:F9}; the gradient Σ error × u gives {m.Next.InputGradient[d]:F9}".Replace('-', '−'),
        [$"slope:{d}", $"gradient:{d}", "error"]);

    private static Formula Apart(int d, Moment m) => new(
        $"gradient and slope, {Axis(d)}",
        $"|gradient − slope| = |{m.Next.InputGradient[d]:F9} − {m.Proof.Centre[d]:F9}| = {Numbers.WriteSmall(Math.Abs(m.Next.InputGradient[d] - m.Proof.Centre[d]))}, the error of measuring with a finite ε".Replace('-', '−'),
        [$"apart:{d}", $"gradient:{d}", $"slope:{d}"]);

    private static Formula Rate(Moment m) => new(
        "learning rate",
        $"{m.Next.LearningRate:0.####}, chosen by you: how much of the sum of the arrows the vector moves. It can be changed at any step, from there on.",
        ["rate", "move"]);

    private static Formula Proof(Moment m) => new(
        "proof",
        $"Every gradient was compared with the slope of the loss found by moving that number a little: {m.Proof.Numbers} numbers, at most {Numbers.WriteSmall(m.Proof.LargestDifference)} apart.",
        ["proof", "gradient", "slope"]);

    private static Formula Loss(Moment m) => new(
        "loss",
        m.Example.Context.Any(o => m.Next.Probabilities[o] < MinWritten)
            ? $"−Σ log p over the context, as log Σ e^score − score since a p is so small = {Terms(m.Example.Context.Select(o => $"({N3(LogSum(m))} − {N3(m.Next.Scores[o])})"))} = {N3(m.Next.LossBefore)}"
            : $"−Σ log p over the context = {Terms(m.Example.Context.Select(o => $"−log {N3(m.Next.Probabilities[o])}"))} = {N3(m.Next.LossBefore)}",
        ["loss", .. m.Example.Context.Distinct().Select(o => $"p:{o}")]);

    private static Formula LossAfter(Moment m) => new(
        "loss after the step",
        $"−Σ log p over the context = {Terms(m.Example.Context.Select(o => $"−log {N3(m.Next.ProbabilitiesAfter[o])}"))} = {N3(m.Next.LossAfter)}",
        ["lossafter", .. m.Example.Context.Distinct().Select(o => $"after:{o}")]);

    private static double LogSum(Moment m) => m.Next.Scores.Max() + Math.Log(m.Next.Scores.Sum(s => Math.Exp(s - m.Next.Scores.Max())));

    private static double PushAlong(int d, Moment m) => -m.Next.Context.Count * m.Next.Probabilities.Select((p, w) => p * m.Output[w][d]).Sum();

    private static string Hidden(Moment m) => $"in:{m.Example.Centre}";

    private static string Count(Moment m) => m.Next.Context.Count > 1 ? $"{m.Next.Context.Count} × " : string.Empty;

    private static string Predicted(int w, Moment m) => Count(m) + N3(m.Next.Probabilities[w]);

    private static string Axis(int d) => d switch { 0 => "across", 1 => "up", _ => $"number {d + 1}" };

    private static string Below(int d) => string.Concat((d + 1).ToString(CultureInfo.InvariantCulture).Select(digit => (char)('₀' + (digit - '0'))));

    private static string Times(double count) => count switch { 0 => "not at all", 1 => "once", 2 => "twice", _ => $"{count} times" };

    private static string DotProduct(IReadOnlyList<double> u, IReadOnlyList<double> h) =>
        string.Join(" + ", u.Zip(h, (a, b) => $"{N2(a)} × {N2(b)}"));

    private static string Vector(IEnumerable<double> vector) => $"({string.Join(", ", vector.Select(N2))})";

    private static string Terms(IEnumerable<string> terms)
    {
        string[] all = [.. terms];
        return all.Length <= MaxTerms ? string.Join(" + ", all) : $"{string.Join(" + ", all.Take(MaxTerms - 1))} + … {all.Length - MaxTerms + 1} more";
    }

    private static string N2(double value) => Numbers.Write(value);

    private static string N3(double value) => Numbers.Write(value, 3);
}
