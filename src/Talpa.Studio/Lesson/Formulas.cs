using System.Globalization;
using Talpa.Studio.Drawing;
using Talpa.Textbook;

namespace Talpa.Studio.Lesson;

/// <summary>The formulas of the page's numbers. The name of a number is its kind and its index, such as <c>score:2</c>.</summary>
public static class Formulas
{
    private const int MaxTerms = 6;

    /// <summary>A smaller probability is written as 0.000, whose logarithm would be meaningless.</summary>
    private const double MinWritten = 0.001;

    /// <summary>Returns the formula of a number, vector or arrow; that of the loss for an unknown name.</summary>
    public static Formula Of(string name, LessonSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(snapshot);
        string[] parts = name.Split(':', '>');
        int at = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int i) ? i : 0;
        bool isWord = at >= 0 && at < snapshot.Words.Count;
        bool isAxis = at >= 0 && at < snapshot.Dimension;
        return parts[0] switch
        {
            "id" or "hot" when isWord => OneHot(at, snapshot),
            "in" or "out" when isWord => parts.Length > 2 && int.TryParse(parts[2], CultureInfo.InvariantCulture, out int d) && d >= 0 && d < snapshot.Dimension
                ? Weight(parts[0] == "out", at, d, snapshot)
                : Row(parts[0] == "out", at, snapshot),
            "hidden" when isAxis => HiddenUnit(at, snapshot),
            "score" or "products" when isWord => Score(at, snapshot),
            "exp" when isWord => Exponential(at, snapshot),
            "p" when isWord => Probability(at, snapshot),
            "truth" when isWord => Truth(at, snapshot),
            "error" or "slide" when isWord => parts[0] == "error" ? Error(at, snapshot) : Slide(at, snapshot),
            "after" when isWord => After(at, snapshot),
            "pull" or "push" when name.Contains('>', StringComparison.Ordinal) && isWord => OneArrow(parts[0], at, snapshot),
            "pull" when isAxis => Pull(at, snapshot),
            "push" when isAxis => Push(at, snapshot),
            "sum" when isAxis => Sum(at, snapshot),
            "move" when isAxis => Move(at, snapshot),
            "new" when isAxis => New(at, snapshot),
            "gradient" or "slope" when isAxis => Slope(at, snapshot),
            "apart" when isAxis => Apart(at, snapshot),
            "rate" => Rate(snapshot),
            "proof" => Proof(snapshot),
            "lossafter" => LossAfter(snapshot),
            _ => Loss(snapshot),
        };
    }

    /// <summary>Writes an exponential for the table; one that overflows as a power of e.</summary>
    public static string WriteExp(double score) => double.IsPositiveInfinity(Math.Exp(score)) ? $"e^({Numbers.Write(score, 0)})" : N3(Math.Exp(score));

    private static Formula OneHot(int w, LessonSnapshot m) => new(
        $"id of {m.Words[w]}",
        $"{m.Words[w]} is word {w + 1} of {m.Words.Count}. One-hot: 1 at position {w + 1}, 0 elsewhere. The product with the table is row {w + 1}.",
        [$"id:{w}", $"hot:{w}", $"in:{w}"]);

    private static Formula Row(bool isOutput, int w, LessonSnapshot m) => new(
        isOutput ? $"u({m.Words[w]})" : $"input vector of {m.Words[w]}",
        $"{Vector(isOutput ? m.Output[w] : m.Input[w])}: row {w + 1} of the {(isOutput ? "output" : "input")} vectors"
            + (!isOutput && w == m.Example.Centre ? ", used as h" : string.Empty),
        [isOutput ? $"out:{w}" : $"in:{w}"]);

    /// <summary>A number of a table is the weight of an edge of the network: from the input unit of its word to a hidden unit, or from a hidden unit to the output unit of its word.</summary>
    private static Formula Weight(bool isOutput, int w, int d, LessonSnapshot m)
    {
        double weight = isOutput ? m.Output[w][d] : m.Input[w][d];
        double activation = isOutput ? m.Next.Hidden[d] : w == m.Example.Centre ? 1 : 0;
        string product = $"{(isOutput ? N2(activation) : activation)} × {N2(weight)} = {N3(activation * weight)}";
        return isOutput
            ? new(
                $"u({m.Words[w]}), {m.NameOf(d)}",
                $"{N2(weight)}, number {d + 1} of row {w + 1} of the output vectors: the weight from h{Below(d)} to {m.Words[w]}. Its product with h{Below(d)} is {product}, a term of the score.",
                [$"out:{w}:{d}", $"hidden:{d}"])
            : new(
                $"input vector of {m.Words[w]}, {m.NameOf(d)}",
                $"{N2(weight)}, number {d + 1} of row {w + 1} of the input vectors: the weight from {m.Words[w]} to h{Below(d)}. Its product with the one-hot input is {product}, a term of h{Below(d)}.",
                [$"in:{w}:{d}", $"hidden:{d}", $"hot:{w}"]);
    }

    private static Formula HiddenUnit(int d, LessonSnapshot m) => new(
        $"h{Below(d)}, {m.NameOf(d)}",
        $"Σ input × weight over all {m.Words.Count} words: the one-hot input is 1 for {m.CentreWord} and 0 for all others, so 1 × {N2(m.Next.Hidden[d])} = {N2(m.Next.Hidden[d])}, the number in its row",
        [$"hidden:{d}", $"hot:{m.Example.Centre}", $"{Hidden(m)}:{d}"]);

    private static Formula Score(int w, LessonSnapshot m) => new(
        $"score of {m.Words[w]}",
        $"u({m.Words[w]}) · h = {DotProduct(m.Output[w], m.Next.Hidden)} = {N3(m.Next.Scores[w])}",
        [$"score:{w}", $"products:{w}", $"out:{w}", Hidden(m), "hidden"]);

    private static Formula Exponential(int w, LessonSnapshot m) => new(
        $"exponential of {m.Words[w]}",
        $"e to the power of its score = e^{N3(m.Next.Scores[w])}" + (double.IsInfinity(Math.Exp(m.Next.Scores[w])) ? ", which overflows" : $" = {WriteExp(m.Next.Scores[w])}, which is always positive"),
        [$"exp:{w}", $"score:{w}"]);

    private static Formula Probability(int w, LessonSnapshot m) => new(
        $"p({m.Words[w]} | {m.CentreWord})",
        m.Next.Scores.Any(s => double.IsInfinity(Math.Exp(s)))
            ? $"the largest score is subtracted first, which avoids overflow and does not change the result: e^{N3(m.Next.Scores[w] - m.Next.Scores.Max())} ÷ ({Terms(m.Next.Scores.Select(s => $"e^{N3(s - m.Next.Scores.Max())}"))}) = {N3(m.Next.Probabilities[w])}"
            : $"its exponential ÷ the sum of all = {WriteExp(m.Next.Scores[w])} ÷ ({Terms(m.Next.Scores.Select(WriteExp))}) = {N3(m.Next.Probabilities[w])}",
        [$"p:{w}", "exp"]);

    private static Formula Truth(int w, LessonSnapshot m) => new(
        $"truth of {m.Words[w]}",
        $"the one-hot vectors of the context words {Terms(m.Example.Context.Select(o => m.Words[o]))}: {m.Words[w]} occurs there {Times(m.Next.Truth[w])} = {m.Next.Truth[w]}",
        [$"truth:{w}", "context"]);

    private static Formula Error(int w, LessonSnapshot m) => new(
        $"error of {m.Words[w]}",
        $"prediction − truth = {Predicted(w, m)} − {m.Next.Truth[w]} = {N3(m.Next.Errors[w])}. Some texts use truth − prediction and add the gradient.",
        [$"error:{w}", $"p:{w}", $"truth:{w}"]);

    private static Formula Slide(int w, LessonSnapshot m) => new(
        $"slide of u({m.Words[w]})",
        $"−error × h = {N3(-m.Next.Errors[w])} × {Vector(m.Next.Hidden)} = {Vector(m.Next.OutputGradient[w].Select(g => -g))}: parallel to h, {(m.Next.Errors[w] < 0 ? "towards it" : "away from it")}",
        [$"slide>{w}", $"error:{w}", $"out:{w}", Hidden(m)]);

    private static Formula After(int w, LessonSnapshot m) => new(
        $"p({m.Words[w]} | {m.CentreWord}) after the step",
        $"the same softmax with the moved vectors: {N3(m.Next.Probabilities[w])} → {N3(m.Next.ProbabilitiesAfter[w])}",
        [$"after:{w}", $"p:{w}"]);

    private static Formula OneArrow(string kind, int w, LessonSnapshot m)
    {
        double scale = kind == "pull" ? m.Next.Truth[w] : -m.Next.Context.Count * m.Next.Probabilities[w];
        string text = $"{N3(scale)} × u({m.Words[w]}) = {Vector(m.Output[w].Select(u => scale * u))}";
        return kind == "pull"
            ? new($"pull of {m.Words[w]}", $"truth × u = {text}", [$"pull>{w}", $"truth:{w}", $"out:{w}", Hidden(m)])
            : new($"push of {m.Words[w]}", $"−{(m.Next.Context.Count > 1 ? "C × " : string.Empty)}p × u = {text}", [$"push>{w}", $"p:{w}", $"out:{w}", Hidden(m)]);
    }

    private static Formula Pull(int d, LessonSnapshot m) => new(
        $"pull of the truth, {m.NameOf(d)}",
        $"Σ u over the context = {Terms(m.Example.Context.Select(o => N3(m.Output[o][d])))} = {N3(m.Example.Context.Sum(o => m.Output[o][d]))}",
        [$"pull:{d}", .. m.Example.Context.Distinct().SelectMany(o => new[] { $"pull>{o}", $"out:{o}:{d}" })]);

    private static Formula Push(int d, LessonSnapshot m) => new(
        $"push of the softmax, {m.NameOf(d)}",
        $"−{Count(m)}Σ p × u = −{Count(m)}({Terms(m.Next.Probabilities.Select((p, w) => $"{N3(p)} × {N2(m.Output[w][d])}"))}) = {N3(PushAlong(d, m))}",
        [$"push:{d}", "p", .. Enumerable.Range(0, m.Words.Count).SelectMany(w => new[] { $"push>{w}", $"out:{w}:{d}" })]);

    private static Formula Sum(int d, LessonSnapshot m) => new(
        $"sum of the arrows, {m.NameOf(d)}",
        $"pull + push = {N3(m.Example.Context.Sum(o => m.Output[o][d]))} + {N3(PushAlong(d, m))} = {N3(-m.Next.InputGradient[d])}, which is minus the gradient",
        ["sum", $"pull:{d}", $"push:{d}", $"gradient:{d}"]);

    private static Formula Move(int d, LessonSnapshot m) => new(
        $"move of {m.CentreWord}, {m.NameOf(d)}",
        $"learning rate × sum = {m.Next.LearningRate:0.####} × {N3(-m.Next.InputGradient[d])} = {N3(-m.Next.LearningRate * m.Next.InputGradient[d])}",
        [$"move:{d}", $"sum:{d}", "rate"]);

    private static Formula New(int d, LessonSnapshot m) => new(
        $"new position of {m.CentreWord}, {m.NameOf(d)}",
        $"h + move = {N3(m.Next.Hidden[d])} + {N3(-m.Next.LearningRate * m.Next.InputGradient[d])} = {N3(m.Next.InputAfter[d])}",
        [$"new:{d}", $"move:{d}", $"{Hidden(m)}:{d}"]);

    private static Formula Slope(int d, LessonSnapshot m) => new(
        $"slope of the loss, {m.NameOf(d)}",
        $"(loss at h + ε − loss at h − ε) ÷ 2ε with ε = 0.00001 gives {m.Proof.Centre[d]:F9}; the gradient Σ error × u gives {m.Next.InputGradient[d]:F9}".Replace('-', '−'),
        [$"slope:{d}", $"gradient:{d}", "error"]);

    private static Formula Apart(int d, LessonSnapshot m) => new(
        $"gradient and slope, {m.NameOf(d)}",
        $"|gradient − slope| = |{m.Next.InputGradient[d]:F9} − {m.Proof.Centre[d]:F9}| = {Numbers.WriteSmall(Math.Abs(m.Next.InputGradient[d] - m.Proof.Centre[d]))}, the error of the finite ε".Replace('-', '−'),
        [$"apart:{d}", $"gradient:{d}", $"slope:{d}"]);

    private static Formula Rate(LessonSnapshot m) => new(
        "learning rate",
        $"{m.Next.LearningRate:0.####}, a setting: the fraction of the sum of the arrows by which the vector moves. It can be changed at any step and applies from there on.",
        ["rate", "move"]);

    private static Formula Proof(LessonSnapshot m) => new(
        "proof",
        $"Every gradient is compared with the slope of the loss, measured by changing that number slightly: {m.Proof.Numbers} numbers, largest difference {Numbers.WriteSmall(m.Proof.LargestDifference)}.",
        ["proof", "gradient", "slope"]);

    private static Formula Loss(LessonSnapshot m) => new(
        "loss",
        m.Example.Context.Any(o => m.Next.Probabilities[o] < MinWritten)
            ? $"−Σ log p over the context, as log Σ e^score − score because a p is too small to write = {Terms(m.Example.Context.Select(o => $"({N3(LogSum(m))} − {N3(m.Next.Scores[o])})"))} = {N3(m.Next.LossBefore)}"
            : $"−Σ log p over the context = {Terms(m.Example.Context.Select(o => $"−log {N3(m.Next.Probabilities[o])}"))} = {N3(m.Next.LossBefore)}",
        ["loss", .. m.Example.Context.Distinct().Select(o => $"p:{o}")]);

    private static Formula LossAfter(LessonSnapshot m) => new(
        "loss after the step",
        $"−Σ log p over the context = {Terms(m.Example.Context.Select(o => $"−log {N3(m.Next.ProbabilitiesAfter[o])}"))} = {N3(m.Next.LossAfter)}",
        ["lossafter", .. m.Example.Context.Distinct().Select(o => $"after:{o}")]);

    private static double LogSum(LessonSnapshot m) => m.Next.Scores.Max() + Math.Log(m.Next.Scores.Sum(s => Math.Exp(s - m.Next.Scores.Max())));

    private static double PushAlong(int d, LessonSnapshot m) => -m.Next.Context.Count * m.Next.Probabilities.Select((p, w) => p * m.Output[w][d]).Sum();

    private static string Hidden(LessonSnapshot m) => $"in:{m.Example.Centre}";

    private static string Count(LessonSnapshot m) => m.Next.Context.Count > 1 ? $"{m.Next.Context.Count} × " : string.Empty;

    private static string Predicted(int w, LessonSnapshot m) => Count(m) + N3(m.Next.Probabilities[w]);

    private static string Below(int d) => string.Concat((d + 1).ToString(CultureInfo.InvariantCulture).Select(digit => (char)('₀' + (digit - '0'))));

    private static string Times(double count) => count switch { 0 => "0 times", 1 => "once", 2 => "twice", _ => $"{count} times" };

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
