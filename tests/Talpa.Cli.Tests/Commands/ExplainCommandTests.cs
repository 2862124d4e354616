using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spectre.Console;
using Talpa.Textbook;

namespace Talpa.Cli.Tests.Commands;

public class ExplainCommandTests
{
    private const string Sentence = "I saw a mole at the zoo";

    [Fact]
    public void The_numbers_are_those_of_the_textbook_for_the_vectors_printed()
    {
        var session = Session.Run("explain", Sentence, "--center", "mole", "--json");
        JsonElement answer = session.Json;

        var textbook = new SkipGram(Sentence.Split(' '), dimension: 3, seed: 1);
        double[][] output = Table(answer, "outputBefore");
        for (int w = 0; w < 7; w++)
        {
            output[w].CopyTo(textbook.Output[w], 0);
        }

        Numbers(answer, "hidden").CopyTo(textbook.Input[3], 0);
        SkipGramStep step = textbook.Step(centre: 3, context: [1, 2, 4, 5], answer.GetProperty("learningRate").GetDouble());
        Assert.Equal(step.Scores, Numbers(answer, "scores"));
        Assert.Equal(step.Probabilities, Numbers(answer, "probabilities"));
        Assert.Equal(step.Errors, Numbers(answer, "errors"));
        Assert.Equal(step.InputGradient, Numbers(answer, "inputGradient"));
        Assert.Equal(step.InputAfter, Numbers(answer, "inputAfter"));
        Assert.Equal(step.ProbabilitiesAfter, Numbers(answer, "probabilitiesAfter"));
        Assert.Equal(step.LossAfter, answer.GetProperty("lossAfter").GetDouble());
    }

    [Fact]
    public void The_initial_vectors_are_the_textbooks_rounded_to_two_decimals()
    {
        JsonElement answer = Session.Run("explain", Sentence, "--center", "mole", "--seed", "9", "--json").Json;

        var textbook = new SkipGram(Sentence.Split(' '), dimension: 3, seed: 9);
        Assert.Equal(textbook.Input[3].Select(x => Math.Round(x, 2)), Numbers(answer, "hidden"));
        Assert.Equal(textbook.Output[6].Select(x => Math.Round(x, 2)), Table(answer, "outputBefore")[6]);
    }

    [Fact]
    public void Ids_count_from_one_and_the_window_reaches_two_words_to_either_side()
    {
        JsonElement answer = Session.Run("explain", Sentence, "--centre", "mole", "--json").Json;

        Assert.Equal(4, answer.GetProperty("centerId").GetInt32());
        Assert.Equal(["saw", "a", "at", "the"], answer.GetProperty("context").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public void Each_printed_score_is_exactly_the_sum_of_its_printed_products()
    {
        var session = Session.Run("explain", Sentence, "--center", "mole");

        MatchCollection rows = Regex.Matches(session.Out, @"(?<products>( *-?\d\.\d\d×-?\d\.\d\d( \+)?)+) = +(?<score>-?\d\.\d{4})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
        Assert.Equal(7, rows.Count);
        foreach (Match row in rows)
        {
            decimal sum = row.Groups["products"].Value.Split(" + ").Sum(product => product.Split('×').Select(Exact).Aggregate((x, y) => x * y));
            Assert.Equal(Exact(row.Groups["score"].Value), sum);
        }
    }

    [Fact]
    public void A_probability_is_printed_with_the_same_digits_everywhere()
    {
        JsonElement answer = Session.Run("explain", Sentence, "--center", "mole", "--json").Json;
        string saw = Numbers(answer, "probabilities")[1].ToString("F4", CultureInfo.InvariantCulture);

        string page = Session.Run("explain", Sentence, "--center", "mole").Out;

        Assert.Matches($@"2 +saw +-?\d\.\d+ +\d\.\d+ +{saw} ", page);
        Assert.Matches($@"2 +saw +p before +{saw} ", page);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_output_fits_the_screen_for_any_words(int width)
    {
        string[][] questions =
        [
            ["explain", Sentence, "--center", "mole", "--steps", "1000"],
            ["explain", "我 昨天 在 动物园 看见 一只 鼹鼠", "--center", "动物园", "--dim", "50", "--steps", "50", "--tokenizer", "whitespace"],
            ["explain", "die Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetze gelten", "--center", "die"],
            ["explain", string.Join(' ', Enumerable.Range(0, 60).Select(i => $"w{i}")), "--center", "w30", "--window", "20"],
        ];
        foreach (string[] question in questions)
        {
            var session = Session.RunOnScreen(width, question);
            Assert.Equal(ExitCode.Done, session.Code);
            Assert.All(session.Out.Split('\n'), line => Assert.True(line.GetCellWidth() <= width, line));
        }
    }

    [Fact]
    public void A_repeated_word_has_one_id_and_counts_twice_in_the_target()
    {
        JsonElement answer = Session.Run("explain", "the mole the", "--center", "mole", "--json").Json;

        Assert.Equal([1, 2, 1], answer.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()));
        Assert.Equal([2.0, 0.0], Numbers(answer, "truth"));
    }

    [Fact]
    public void Repeated_steps_give_the_context_words_equal_probabilities()
    {
        JsonElement answer = Session.Run("explain", Sentence, "--center", "mole", "--seed", "1", "--steps", "1000", "--json").Json;

        JsonElement last = answer.GetProperty("milestones").EnumerateArray().Last();
        double[] probabilities = Numbers(last, "probabilities");
        Assert.Equal(1000, last.GetProperty("step").GetInt32());
        Assert.All(new[] { 1, 2, 4, 5 }, w => Assert.Equal(0.25, probabilities[w], 0.002));
    }

    [Fact]
    public void A_centre_word_that_is_not_in_the_sentence_is_unusable_input() =>
        Session.Run("explain", Sentence, "--center", "wolf\u001b[2J").FailedWith(ExitCode.UnusableInput, "'wolf\\u001B[2J'", "mole");

    [Fact]
    public void A_sentence_of_one_word_has_nothing_to_predict() =>
        Session.Run("explain", "mole", "--center", "mole").FailedWith(ExitCode.UnusableInput, "two words");

    [Fact]
    public void Punctuation_is_not_a_word()
    {
        JsonElement answer = Session.Run("explain", "\"I saw a mole,\" she said.", "--center", "mole", "--json").Json;

        Assert.Equal(["I", "saw", "a", "mole", "she", "said"], answer.GetProperty("words").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public void A_missing_centre_word_is_reported() =>
        Session.Run("explain", Sentence).FailedWith(ExitCode.WrongUsage, "--center");

    private static decimal Exact(string number) => decimal.Parse(number.Trim(), CultureInfo.InvariantCulture);

    private static double[] Numbers(JsonElement answer, string name) => [.. answer.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static double[][] Table(JsonElement answer, string name) =>
        [.. answer.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(number => number.GetDouble()).ToArray())];
}
