using Spectre.Console;
using Talpa.Comparisons;

namespace Talpa.Cli.Rendering;

/// <summary>How two models differ: the overall figures, and for each word its figures with its neighbours in either model below.</summary>
/// <param name="page">Where it is written.</param>
/// <param name="first">What the first model is called.</param>
/// <param name="second">What the second model is called.</param>
/// <param name="comparison">The comparison.</param>
/// <param name="options">What was compared.</param>
internal sealed class ComparisonPage(Page page, string first, string second, ModelComparison comparison, ComparisonOptions options)
{
    /// <summary>The false discovery rate at which words are counted.</summary>
    public const double Rate = 0.1;

    private const int NumberWidth = 9;

    private bool HasSeeds => comparison.SeedOverlap is not null;

    private bool HasScores => comparison.CountAt(Rate) is not null;

    /// <summary>Writes the page.</summary>
    /// <param name="changes">The words.</param>
    /// <param name="areGiven">Whether the words were given, and are not those that differ most.</param>
    public void Write(IReadOnlyList<WordChange> changes, bool areGiven)
    {
        WriteSummary();
        page.Blank();
        string[] names = HasScores ? ["cosine", "seeds", "z", "FDR", "overlap"] : HasSeeds ? ["cosine", "seeds", "excess", "overlap"] : ["cosine", "overlap"];
        if (comparison.Alignment is null)
        {
            names = names[1..];
        }

        int room = Math.Clamp(page.Width - 2 - 5 - (names.Length * NumberWidth), 10, 40);
        string title = areGiven ? "Words" : "Words that differ most";
        page.Heading("  " + (title.Length > room + 5 ? "Words" : title).PadRight(room + 5) + string.Concat(names.Select(name => name.PadLeft(NumberWidth))));
        for (int i = 0; i < changes.Count; i++)
        {
            WriteWord(i + 1, changes[i], room);
        }
    }

    private void WriteSummary()
    {
        page.Prose($"A is {first}, B is {second}: {Figures.Count(comparison.Words, "word", "words")} in common.");
        page.Blank();
        var rows = new Listing(HasSeeds ? "lrr" : "lr");
        void Add(string label, double? value, double? seeds) => rows.Row(HasSeeds ? [label, Number(value), Number(seeds)] : [label, Number(value)]);
        rows.Head(HasSeeds ? ["", "A and B", "seeds of A"] : ["", "A and B"]);
        if (comparison.Alignment is not null)
        {
            Add("mean cosine after alignment", comparison.Cosine, comparison.SeedCosine);
        }

        string words = comparison.OverlapWords < comparison.Words ? $", first {Figures.Count(comparison.OverlapWords)} words" : "";
        Add($"mean overlap of {options.Neighbours} neighbours{words}", comparison.Overlap, comparison.SeedOverlap);
        rows.WriteTo(page);
        if (comparison.Alignment is null)
        {
            page.Note("  Not aligned, because the dimensions differ: compared by neighbours alone.");
        }

        if (comparison.CountAt(Rate) is { } beyond)
        {
            page.Blank();
            page.Prose($"{Figures.Count(beyond, "word differs", "words differ")} more than seeds do, at a false discovery rate of {Figures.Percent(Rate)}.");
        }
    }

    private void WriteWord(int rank, WordChange change, int room)
    {
        string word = page.OnScreen ? WordText.Fit(change.Word, room) : SafeText.Escape(change.Word);
        page.Part($"  {rank,3}  {word}{new string(' ', Math.Max(1, room - word.GetCellWidth()))}", Page.Boldly);
        page.Line(string.Concat(Cells(change).Select(cell => cell.PadLeft(NumberWidth))));
        WriteNeighbours("A", change.FirstNeighbours);
        WriteNeighbours("B", change.SecondNeighbours);
    }

    private List<string> Cells(WordChange change)
    {
        List<string> cells = comparison.Alignment is null ? [] : [Number(change.Cosine)];
        if (HasSeeds)
        {
            cells.Add(Number(change.BetweenSeeds));
            cells.AddRange(HasScores ? [Figures.Fixed(change.Score!.Value, 1), Rounded(change.FalseDiscoveryRate!.Value)] : [Number(change.Excess)]);
        }

        cells.Add(Figures.Fixed(change.Overlap, 2));
        return cells;
    }

    /// <summary>As many neighbours as fit a line.</summary>
    private void WriteNeighbours(string model, IReadOnlyList<string> neighbours)
    {
        string line = $"       {model}:";
        foreach (string neighbour in neighbours)
        {
            string next = $"{line} {SafeText.Escape(neighbour)}";
            if (next.GetCellWidth() > page.Width)
            {
                break;
            }

            line = next;
        }

        page.Line(line, Page.Faintly);
    }

    private static string Number(double? value) => value is { } number ? Figures.Fixed(number, 3) : "-";

    private static string Rounded(double rate) => rate < 0.001 ? "<0.001" : Figures.Fixed(rate, 3);
}
