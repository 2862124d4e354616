using System.Globalization;

namespace Talpa.Studio.Lesson;

/// <summary>The formulas of the page's numbers. The name of a number is its kind and its index, such as <c>score:2</c>.</summary>
public sealed class Formulas
{
    private const int MaxTerms = 6;

    /// <summary>A smaller probability is written as 0.000, whose logarithm would be meaningless.</summary>
    private const double MinWritten = 0.001;

    private readonly LessonSnapshot _m;
    private readonly StudioText _text;

    private Formulas(LessonSnapshot snapshot, StudioText text) => (_m, _text) = (snapshot, text);

    /// <summary>Returns the formula of a number, vector or arrow; that of the loss for an unknown name.</summary>
    public static Formula Of(string name, LessonSnapshot snapshot, StudioText text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(text);
        return new Formulas(snapshot, text).Of(name);
    }

    private Formula Of(string name)
    {
        string[] parts = name.Split(':', '>');
        int at = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int i) ? i : 0;
        bool isWord = at >= 0 && at < _m.Words.Count;
        bool isAxis = at >= 0 && at < _m.Dimension;
        return parts[0] switch
        {
            "id" or "hot" when isWord => OneHot(at),
            "in" or "out" when isWord => parts.Length > 2 && int.TryParse(parts[2], CultureInfo.InvariantCulture, out int d) && d >= 0 && d < _m.Dimension
                ? Weight(parts[0] == "out", at, d)
                : Row(parts[0] == "out", at),
            "hidden" when isAxis => HiddenUnit(at),
            "score" or "products" when isWord => Score(at),
            "exp" when isWord => Exponential(at),
            "p" when isWord => Probability(at),
            "truth" when isWord => Truth(at),
            "error" or "slide" when isWord => parts[0] == "error" ? Error(at) : Slide(at),
            "after" when isWord => After(at),
            "pull" or "push" when name.Contains('>', StringComparison.Ordinal) && isWord => OneArrow(parts[0], at),
            "pull" when isAxis => Pull(at),
            "push" when isAxis => Push(at),
            "sum" when isAxis => Sum(at),
            "move" when isAxis => Move(at),
            "new" when isAxis => New(at),
            "gradient" or "slope" when isAxis => Slope(at),
            "apart" when isAxis => Apart(at),
            "rate" => Rate(),
            "proof" => Proof(),
            "lossafter" => LossAfter(),
            _ => Loss(),
        };
    }

    private Formula OneHot(int w) => new(
        Named("formula.id.name", w),
        _text.With("formula.id", Word(w), ("id", $"{w + 1}"), ("words", $"{_m.Words.Count}")),
        [$"id:{w}", $"hot:{w}", $"in:{w}"]);

    private Formula Row(bool isOutput, int w) => new(
        RowName(isOutput, w),
        _text.With(
            isOutput ? "formula.row.out" : w == _m.Example.Centre ? "formula.row.centre" : "formula.row.in",
            ("vector", _text.Vector(isOutput ? _m.Output[w] : _m.Input[w])),
            ("id", $"{w + 1}")),
        [isOutput ? $"out:{w}" : $"in:{w}"]);

    /// <summary>A number of a table is the weight of an edge of the network: from the input unit of its word to a hidden unit, or from a hidden unit to the output unit of its word.</summary>
    private Formula Weight(bool isOutput, int w, int d)
    {
        double weight = isOutput ? _m.Output[w][d] : _m.Input[w][d];
        double activation = isOutput ? _m.Next.Hidden[d] : w == _m.Example.Centre ? 1 : 0;
        return new(
            $"{RowName(isOutput, w)}, {Direction(d)}",
            _text.With(
                isOutput ? "formula.weight.out" : "formula.weight.in",
                Word(w),
                ("weight", N2(weight)),
                ("number", $"{d + 1}"),
                ("id", $"{w + 1}"),
                ("hidden", $"h{Below(d)}"),
                ("product", $"{(isOutput ? N2(activation) : activation)} × {N2(weight)} = {N3(activation * weight)}")),
            isOutput ? [$"out:{w}:{d}", $"hidden:{d}"] : [$"in:{w}:{d}", $"hidden:{d}", $"hot:{w}"]);
    }

    private Formula HiddenUnit(int d) => new(
        $"h{Below(d)}, {Direction(d)}",
        _text.With("formula.hidden", ("words", $"{_m.Words.Count}"), ("word", _m.CentreWord), ("product", $"1 × {N2(_m.Next.Hidden[d])} = {N2(_m.Next.Hidden[d])}")),
        [$"hidden:{d}", $"hot:{_m.Example.Centre}", $"{Hidden}:{d}"]);

    private Formula Score(int w) => new(
        Named("formula.score.name", w),
        $"u({_m.Words[w]}) · h = {string.Join(" + ", _m.Output[w].Zip(_m.Next.Hidden, (a, b) => $"{N2(a)} × {N2(b)}"))} = {N3(_m.Next.Scores[w])}",
        [$"score:{w}", $"products:{w}", $"out:{w}", Hidden, "hidden"]);

    private Formula Exponential(int w) => new(
        Named("formula.exp.name", w),
        _text.With(
            double.IsInfinity(Math.Exp(_m.Next.Scores[w])) ? "formula.exp.overflow" : "formula.exp",
            ("power", $"e^{N3(_m.Next.Scores[w])}"),
            ("value", _text.Exponential(_m.Next.Scores[w]))),
        [$"exp:{w}", $"score:{w}"]);

    private Formula Probability(int w)
    {
        double largest = _m.Next.Scores.Max();
        bool overflows = _m.Next.Scores.Any(s => double.IsInfinity(Math.Exp(s)));
        string Power(double score) => overflows ? $"e^{N3(score - largest)}" : _text.Exponential(score);
        return new(
            $"p({_m.Words[w]} | {_m.CentreWord})",
            _text.With(overflows ? "formula.p.shifted" : "formula.p", ("quotient", $"{Power(_m.Next.Scores[w])} ÷ ({Terms(_m.Next.Scores.Select(Power))}) = {N3(_m.Next.Probabilities[w])}")),
            [$"p:{w}", "exp"]);
    }

    private Formula Truth(int w) => new(
        Named("formula.truth.name", w),
        _text.With("formula.truth", Word(w), ("contexts", Terms(_m.Example.Context.Select(o => _m.Words[o]))), ("times", _text.Times(_m.Next.Truth[w])), ("truth", $"{_m.Next.Truth[w]}")),
        [$"truth:{w}", "context"]);

    private Formula Error(int w) => new(
        Named("formula.error.name", w),
        _text.With("formula.error", ("difference", $"{Count}{N3(_m.Next.Probabilities[w])} − {_m.Next.Truth[w]} = {N3(_m.Next.Errors[w])}")),
        [$"error:{w}", $"p:{w}", $"truth:{w}"]);

    private Formula Slide(int w) => new(
        Named("formula.slide.name", w),
        _text.With(
            _m.Next.Errors[w] < 0 ? "formula.slide.towards" : "formula.slide.away",
            ("product", $"{N3(-_m.Next.Errors[w])} × {_text.Vector(_m.Next.Hidden)} = {_text.Vector(_m.Next.OutputGradient[w].Select(g => -g))}")),
        [$"slide>{w}", $"error:{w}", $"out:{w}", Hidden]);

    private Formula After(int w) => new(
        _text.With("formula.after.name", ("probability", $"p({_m.Words[w]} | {_m.CentreWord})")),
        _text.With("formula.after", ("change", $"{N3(_m.Next.Probabilities[w])} → {N3(_m.Next.ProbabilitiesAfter[w])}")),
        [$"after:{w}", $"p:{w}"]);

    private Formula OneArrow(string kind, int w)
    {
        double scale = kind == "pull" ? _m.Next.Truth[w] : -_m.Next.Context.Count * _m.Next.Probabilities[w];
        string product = $"{N3(scale)} × u({_m.Words[w]}) = {_text.Vector(_m.Output[w].Select(u => scale * u))}";
        return kind == "pull"
            ? new(Named("formula.pull.name", w), _text.With("formula.pull", ("product", product)), [$"pull>{w}", $"truth:{w}", $"out:{w}", Hidden])
            : new(Named("formula.push.name", w), $"−{(_m.Next.Context.Count > 1 ? "C × " : string.Empty)}p × u = {product}", [$"push>{w}", $"p:{w}", $"out:{w}", Hidden]);
    }

    private Formula Pull(int d) => new(
        $"{_text["move.pull"]}, {Direction(d)}",
        _text.With("formula.pulls", ("sum", $"{Terms(_m.Example.Context.Select(o => N3(_m.Output[o][d])))} = {N3(PullAlong(d))}")),
        [$"pull:{d}", .. _m.Example.Context.Distinct().SelectMany(o => new[] { $"pull>{o}", $"out:{o}:{d}" })]);

    private Formula Push(int d) => new(
        $"{_text["move.push"]}, {Direction(d)}",
        $"−{Count}Σ p × u = −{Count}({Terms(_m.Next.Probabilities.Select((p, w) => $"{N3(p)} × {N2(_m.Output[w][d])}"))}) = {N3(PushAlong(d))}",
        [$"push:{d}", "p", .. Enumerable.Range(0, _m.Words.Count).SelectMany(w => new[] { $"push>{w}", $"out:{w}:{d}" })]);

    private Formula Sum(int d) => new(
        $"{_text["formula.sum.name"]}, {Direction(d)}",
        _text.With("formula.sum", ("sum", $"{N3(PullAlong(d))} + {N3(PushAlong(d))} = {N3(-_m.Next.InputGradient[d])}")),
        ["sum", $"pull:{d}", $"push:{d}", $"gradient:{d}"]);

    private Formula Move(int d) => new(
        $"{Named("formula.move.name", _m.Example.Centre)}, {Direction(d)}",
        _text.With("formula.move", ("product", $"{_text.Range(_m.Next.LearningRate)} × {N3(-_m.Next.InputGradient[d])} = {N3(-_m.Next.LearningRate * _m.Next.InputGradient[d])}")),
        [$"move:{d}", $"sum:{d}", "rate"]);

    private Formula New(int d) => new(
        $"{Named("formula.new.name", _m.Example.Centre)}, {Direction(d)}",
        _text.With("formula.new", ("sum", $"{N3(_m.Next.Hidden[d])} + {N3(-_m.Next.LearningRate * _m.Next.InputGradient[d])} = {N3(_m.Next.InputAfter[d])}")),
        [$"new:{d}", $"move:{d}", $"{Hidden}:{d}"]);

    private Formula Slope(int d) => new(
        $"{_text["formula.slope.name"]}, {Direction(d)}",
        _text.With("formula.slope", ("epsilon", Epsilon), ("slope", N9(_m.Proof.Centre[d])), ("gradient", N9(_m.Next.InputGradient[d]))),
        [$"slope:{d}", $"gradient:{d}", "error"]);

    private Formula Apart(int d) => new(
        $"{_text["proof.about"]}, {Direction(d)}",
        _text.With(
            "formula.apart",
            ("difference", $"|{N9(_m.Next.InputGradient[d])} − {N9(_m.Proof.Centre[d])}| = {_text.Small(Math.Abs(_m.Next.InputGradient[d] - _m.Proof.Centre[d]))}")),
        [$"apart:{d}", $"gradient:{d}", $"slope:{d}"]);

    private Formula Rate() => new(_text["settings.rate"], _text.With("formula.rate", ("rate", _text.Range(_m.Next.LearningRate))), ["rate", "move"]);

    private Formula Proof() => new(
        _text["proof.title"],
        _text.With("formula.proof", ("count", $"{_m.Proof.Numbers}"), ("difference", _text.Small(_m.Proof.LargestDifference))),
        ["proof", "gradient", "slope"]);

    private Formula Loss() => new(
        _text["loss"],
        _m.Example.Context.Any(o => _m.Next.Probabilities[o] < MinWritten)
            ? _text.With("formula.loss.small", ("sum", $"{Terms(_m.Example.Context.Select(o => $"({N3(LogSum())} − {N3(_m.Next.Scores[o])})"))} = {N3(_m.Next.LossBefore)}"))
            : _text.With("formula.loss", ("sum", $"{Terms(_m.Example.Context.Select(o => $"−log {N3(_m.Next.Probabilities[o])}"))} = {N3(_m.Next.LossBefore)}")),
        ["loss", .. _m.Example.Context.Distinct().Select(o => $"p:{o}")]);

    private Formula LossAfter() => new(
        _text["formula.loss-after.name"],
        _text.With("formula.loss", ("sum", $"{Terms(_m.Example.Context.Select(o => $"−log {N3(_m.Next.ProbabilitiesAfter[o])}"))} = {N3(_m.Next.LossAfter)}")),
        ["lossafter", .. _m.Example.Context.Distinct().Select(o => $"after:{o}")]);

    private string Hidden => $"in:{_m.Example.Centre}";

    private string Count => _m.Next.Context.Count > 1 ? $"{_m.Next.Context.Count} × " : string.Empty;

    private string Epsilon => _text.Number(GradientCheck.Epsilon, 5);

    private double LogSum() => _m.Next.Scores.Max() + Math.Log(_m.Next.Scores.Sum(s => Math.Exp(s - _m.Next.Scores.Max())));

    private double PullAlong(int d) => _m.Example.Context.Sum(o => _m.Output[o][d]);

    private double PushAlong(int d) => -_m.Next.Context.Count * _m.Next.Probabilities.Select((p, w) => p * _m.Output[w][d]).Sum();

    private (string Name, string Value) Word(int w) => ("word", _m.Words[w]);

    private string Named(string key, int w) => _text.With(key, Word(w));

    private string RowName(bool isOutput, int w) => isOutput ? $"u({_m.Words[w]})" : Named("vector.in.of", w);

    private string Direction(int d) => _text.Direction(_m.Dimension, d);

    private string Terms(IEnumerable<string> terms) => _text.Terms(terms, MaxTerms);

    private static string Below(int d) => string.Concat((d + 1).ToString(CultureInfo.InvariantCulture).Select(digit => (char)('₀' + (digit - '0'))));

    private string N2(double value) => _text.Number(value);

    private string N3(double value) => _text.Number(value, 3);

    private string N9(double value) => _text.Number(value, 9);
}
