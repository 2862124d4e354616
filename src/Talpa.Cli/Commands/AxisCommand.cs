using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Comparisons;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>Where words are on an axis between two words.</summary>
internal sealed class AxisCommand : VectorsCommand
{
    private readonly Argument<string[]> _words = new("WORD") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _pairs = OptionOf.Text("--pairs", "FILE", "The axis of many pairs: a line has a word and its opposite.");
    private readonly Option<string?> _encoding = SharedOptions.TextEncoding("Of FILE");
    private readonly Option<int?> _count = SharedOptions.Count();

    public AxisCommand()
        : base("axis", "Where words are on an axis between two words.")
    {
        Usage = "VECTORS FROM TO [WORD…] [--pairs FILE]";
        Remarks = "The axis is the difference of the unit vectors of TO and FROM. A word's position is the cosine of its vector with the axis: below 0 on the side of FROM, "
            + "above 0 on that of TO. With --pairs the axis is the mean of the pairs' differences, and all words given are placed.\n"
            + "Without words, those farthest on either side are shown.";
        Examples = ["talpa axis vectors.talpa he she nurse captain", "talpa axis vectors.talpa cheap expensive", "talpa axis vectors.talpa --pairs gender.txt nurse captain"];
        TakesWords = true;
        Arguments.Add(_words);
        AddGroups(new OptionGroup("Options", _pairs, _encoding, _count, Json));
    }

    protected override void Check(ParseResult arguments)
    {
        _ = SharedOptions.CheckCount(arguments, _count);
        _ = SharedOptions.CheckEncoding(arguments, _encoding);
        if (arguments.GetValue(_pairs) is null && (arguments.GetValue(_words)?.Length ?? 0) < 2)
        {
            throw new UsageException($"an axis takes two words, or {_pairs.Name}: talpa axis VECTORS FROM TO [WORD…]; see 'talpa axis --help'");
        }
    }

    protected override void Answer(Question question)
    {
        string[] words = question.Arguments.GetValue(_words) ?? [];
        bool hasFile = question.Arguments.GetValue(_pairs) is not null;
        IReadOnlyList<(string First, string Second)> pairs = question.Arguments.GetValue(_pairs) is { } file
            ? WordAxis.ReadPairs(file, question.Arguments.GetValue(_encoding))
            : [(words[0], words[1])];
        WordAxis axis = WordAxis.Between(question.Vectors, pairs);
        string[] placed = hasFile ? words : words[2..];
        int count = SharedOptions.CheckCount(question.Arguments, _count);
        IReadOnlyList<Neighbour> positions = placed.Length > 0
            ? [.. placed.Select(word => new Neighbour(word, (float)axis.PositionOf(word))).OrderBy(one => one.Similarity)]
            : [.. axis.FirstEnd(count).Concat(axis.SecondEnd(count)).DistinctBy(one => one.Word, StringComparer.Ordinal).OrderBy(one => one.Similarity)];
        ComposedWords.Write(question.Terminal, ComposedWords.Of(question.Vectors, [.. pairs.SelectMany(pair => (string[])[pair.First, pair.Second]), .. placed]));
        if (question.Json)
        {
            Answers.Write(question.Terminal, AxisAnswer.Of(pairs, positions), Answers.Names.AxisAnswer);
            return;
        }

        var page = new Page(question.Terminal);
        page.Prose(pairs.Count == 1
            ? $"From {pairs[0].First} (below 0) to {pairs[0].Second} (above 0):"
            : $"From {pairs[0].First} … (below 0) to {pairs[0].Second} … (above 0), by {pairs.Count} pairs:");
        PositionList.Write(page, [.. positions.Select(one => (one.Word, (double)one.Similarity))], positions.Select(one => Math.Abs(one.Similarity)).DefaultIfEmpty(1).Max());
    }
}
