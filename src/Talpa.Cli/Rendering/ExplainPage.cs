using Spectre.Console;
using Talpa.Cli.Explaining;
using Talpa.Textbook;

namespace Talpa.Cli.Rendering;

/// <summary>The explanation as a page: eight short chapters, each with the formula and the numbers put into it.</summary>
internal sealed class ExplainPage(Explanation explanation, Page page)
{
    private const int LongestWord = 14;
    private const int Decimals = 4;

    private readonly SkipGramStep _step = explanation.Step;
    private int _chapter;

    private string Centre => Word(_step.Centre);

    private string Rate => Figures.Shortest(_step.LearningRate);

    /// <summary>Columns left for numbers beside a mark, an id, a word and the gaps.</summary>
    private int Room => page.Width - 2 - 1 - 5 - 2 - explanation.Words.Max(word => WordText.Fit(word, LongestWord).GetCellWidth()) - 2;

    /// <summary>Writes the page.</summary>
    public void Write()
    {
        WriteSentence();
        WriteScores();
        WriteProbabilities();
        WriteErrors();
        WriteInputGradient();
        WriteInputStep();
        WriteOutputStep();
        WriteOutcome();
        page.Blank();
        page.Note($"Seed {explanation.Seed}. Computed in double precision and rounded only for showing, so a last digit may differ from one worked with rounded numbers.");
    }

    private void WriteSentence()
    {
        Chapter("Words become ids; the centre word predicts its window");
        new SentenceStrip(explanation, page).Write();
        page.Blank();
        page.Prose(
            $"The centre word is [{Centre}], id {_step.Centre + 1}. A window of {explanation.Window} reaches {Context()}: these {Figures.Count(_step.Context.Count)} it is to predict.".Replace("these 1 it", "this one it", StringComparison.Ordinal),
            indent: 2);
    }

    private void WriteScores()
    {
        Chapter("Scores: how well does each word's output vector u fit h?");
        page.Prose($"h is the input vector of {Centre}, the hidden vector; score = u · h, number times number, added up.", indent: 2);
        page.Blank();
        page.Line($"  h = {VectorText.Numbers(_step.Hidden, Explanation.StartDecimals, page.Width - 6)}");
        page.Blank();
        var rows = new Listing("lrllr", gap: 1);
        rows.Head("", "id", "word", "u × h, number by number", "score");
        for (int w = 0; w < explanation.Words.Count; w++)
        {
            string products = VectorText.Products(_step.OutputBefore[w], _step.Hidden, Explanation.StartDecimals, Room - 10);
            rows.Row(Mark(w), Id(w), Word(w), $"{products} =", VectorText.Aligned(_step.Scores[w], Decimals));
        }

        rows.WriteTo(page);
    }

    private void WriteProbabilities()
    {
        Chapter("Probabilities: p = exp(score) / the sum of all exp(score)");
        double sum = _step.Scores.Sum(Math.Exp);
        double largest = _step.Probabilities.Max();
        var rows = new Listing("lrlrrrb");
        rows.Head("", "id", "word", "score", "exp(score)", "p", "");
        for (int w = 0; w < explanation.Words.Count; w++)
        {
            rows.Row(
                Mark(w), Id(w), Word(w), VectorText.Aligned(_step.Scores[w], Decimals), Figures.Fixed(Math.Exp(_step.Scores[w]), Decimals),
                Figures.Fixed(_step.Probabilities[w], Decimals), BarOf(_step.Probabilities[w], largest, Room - 32));
        }

        rows.Row("", "", "", "sum", Figures.Fixed(sum, Decimals), Figures.Fixed(_step.Probabilities.Sum(), Decimals), "");
        rows.WriteTo(page);
    }

    private void WriteErrors()
    {
        int count = _step.Context.Count;
        Chapter("Error: prediction - truth");
        page.Prose(
            $"The truth is a one-hot vector for each context word, added up. Each of the {count} is a prediction, so p counts {count} times. An error below 0 means: more of this word.".Replace("Each of the 1 is", "It is one", StringComparison.Ordinal).Replace("counts 1 times", "counts once", StringComparison.Ordinal),
            indent: 2);
        page.Blank();
        var rows = new Listing("lrlrrr", gap: 3);
        rows.Head("", "id", "word", $"{count} × p", "- truth", "= error");
        for (int w = 0; w < explanation.Words.Count; w++)
        {
            rows.Row(Mark(w), Id(w), Word(w), Figures.Fixed(count * _step.Probabilities[w], Decimals), Figures.Fixed(_step.Truth[w], 0), VectorText.Aligned(_step.Errors[w], Decimals));
        }

        rows.WriteTo(page);
    }

    private void WriteInputGradient()
    {
        Chapter("Gradient of h: every u times its error, added up");
        int room = (Room - 14) / 2;
        var rows = new Listing("lrlrll", gap: 1);
        rows.Head("", "id", "word", "error ×", "u", "= error × u");
        for (int w = 0; w < explanation.Words.Count; w++)
        {
            double error = _step.Errors[w];
            rows.Row(
                Mark(w), Id(w), Word(w), VectorText.Aligned(error, Decimals),
                VectorText.Numbers(_step.OutputBefore[w], Explanation.StartDecimals, room),
                VectorText.Numbers([.. _step.OutputBefore[w].Select(x => error * x)], Decimals, room + 8));
        }

        rows.Strong("", "", "", "", "gradient of h =", VectorText.Numbers(_step.InputGradient, Decimals, room + 8));
        rows.WriteTo(page);
    }

    private void WriteInputStep()
    {
        Chapter("The step: h moves against its gradient");
        int room = page.Width - 24;
        var rows = new Listing("rl");
        rows.Row("h before", VectorText.Numbers(_step.Hidden, Decimals, room));
        rows.Row($"- {Rate} × gradient", VectorText.Numbers([.. _step.InputGradient.Select(g => -_step.LearningRate * g)], Decimals, room));
        rows.Strong("h after", VectorText.Numbers(_step.InputAfter, Decimals, room));
        rows.WriteTo(page);
        page.Blank();
        page.Prose($"Only the input vector of {Centre} moves. The learning rate is {Rate}.", indent: 2);
    }

    private void WriteOutputStep()
    {
        Chapter($"Every u moves as well: its gradient is error × h");
        int room = (Room - 14) / 2;
        var rows = new Listing("lrlrll", gap: 1);
        rows.Head("", "id", "word", "error", "u before", $"u - {Rate} × error × h = u after");
        for (int w = 0; w < explanation.Words.Count; w++)
        {
            rows.Row(
                Mark(w), Id(w), Word(w), VectorText.Aligned(_step.Errors[w], Decimals),
                VectorText.Numbers(_step.OutputBefore[w], Explanation.StartDecimals, room),
                VectorText.Numbers(_step.OutputAfter[w], Decimals, room + 8));
        }

        rows.WriteTo(page);
    }

    private void WriteOutcome()
    {
        Chapter("What the step did");
        double largest = Math.Max(_step.Probabilities.Max(), _step.ProbabilitiesAfter.Max());
        var rows = new Listing("rllrb");
        foreach (int w in explanation.ContextWords)
        {
            rows.Row(Id(w), Word(w), "p before", Figures.Fixed(_step.Probabilities[w], Decimals), BarOf(_step.Probabilities[w], largest, Room - 20));
            rows.Row("", "", "  after", Figures.Fixed(_step.ProbabilitiesAfter[w], Decimals), BarOf(_step.ProbabilitiesAfter[w], largest, Room - 20));
        }

        rows.WriteTo(page);
        page.Blank();
        double before = explanation.ContextWords.Sum(w => _step.Probabilities[w]);
        double after = explanation.ContextWords.Sum(w => _step.ProbabilitiesAfter[w]);
        page.Prose($"All context words together: p = {Figures.Fixed(before, Decimals)} before, {Figures.Fixed(after, Decimals)} after.", indent: 2);
        page.Prose(
            $"Loss, the sum of -ln p over the context words: {Figures.Fixed(_step.LossBefore, Decimals)} before, {Figures.Fixed(_step.LossAfter, Decimals)} after.",
            indent: 2);
        if (explanation.Milestones.Count > 2)
        {
            page.Blank();
            WriteMilestones();
        }
    }

    private void WriteMilestones()
    {
        int max = Math.Max(2, (Room - 4) / 8);
        IReadOnlyList<Milestone> all = explanation.Milestones;
        List<Milestone> shown = all.Count <= max ? [.. all] : [all[0], .. all.Skip(all.Count - max + 1)];
        var rows = new Listing("rl" + new string('r', shown.Count));
        rows.Head(["", "after step", .. shown.Select(m => Figures.Count(m.Step))]);
        foreach (int w in explanation.ContextWords)
        {
            rows.Row([Id(w), $"p of {Word(w)}", .. shown.Select(m => Figures.Fixed(m.Probabilities[w], Decimals))]);
        }

        rows.Strong(["", "loss", .. shown.Select(m => Figures.Fixed(m.Loss, Decimals))]);
        rows.WriteTo(page);
    }

    private void Chapter(string title)
    {
        _chapter++;
        page.Blank();
        page.Rule($"{_chapter}  {title}");
        page.Blank();
    }

    private string Context()
    {
        List<string> words = [.. _step.Context.Select(Word)];
        return words.Count == 1 ? words[0] : $"{string.Join(", ", words[..^1])} and {words[^1]}";
    }

    private string Word(int id) => WordText.Fit(explanation.Words[id], LongestWord);

    private static string Id(int id) => (id + 1).ToString();

    /// <summary>Context words have a mark, so that they are found without colour.</summary>
    private string Mark(int id) => _step.Truth[id] > 0 ? (page.Unicode ? "▸" : ">") : "";

    private string BarOf(double value, double largest, int width) => Bar.Draw(value / largest, Math.Clamp(width, 4, 60), page.Unicode);
}
