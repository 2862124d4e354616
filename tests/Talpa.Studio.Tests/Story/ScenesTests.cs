using Talpa.Studio.Drawing;
using Talpa.Studio.Languages;
using Talpa.Studio.Lesson;
using Talpa.Studio.Story;
using Talpa.Textbook;

namespace Talpa.Studio.Tests.Story;

/// <summary>The captions of the story are true of the run that the page shows.</summary>
public sealed class ScenesTests
{
    private const int MaxWords = 25;

    public static TheoryData<string> Languages => [.. TextFile.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_caption_of_each_scene_has_at_most_25_words(string language)
    {
        for (int number = 1; number <= 8; number++)
        {
            StudioState studio = await AtAsync(number, language);
            string caption = Caption(studio);
            Assert.True(caption.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= MaxWords, caption);
            Assert.DoesNotContain('{', caption);
            Assert.Equal(language == "en" ? $"scene={number}" : $"lang={language}&scene={number}", Address.Write(studio.View));
        }
    }

    [Fact]
    public async Task The_numbers_of_the_captions_are_those_of_the_textbook()
    {
        // The textbook without code of the page, except for the initial vectors. The words are 0 i, 1 saw, 2 a, 3 mole, 4 at, 5 the, 6 zoo.
        LessonSetup setup = Scenes.All[0].View.Setup;
        SkipGram model = LessonRun.NewModel(LessonText.Parse(setup.Text), setup);
        string row = string.Join(", ", model.Input[3].Select(x => Numbers.Write(x)));
        (int Centre, int[] Context)[] examples = [(0, [1]), (1, [0, 2]), (2, [1, 3])];
        foreach ((int centre, int[] context) in examples)
        {
            model.Step(centre, context, setup.LearningRate);
        }

        SkipGramStep mole = model.Step(3, [2, 4], setup.LearningRate);
        Assert.Contains("“mole” is 4.", Caption(await AtAsync(1)));
        Assert.Contains($"for “mole”: {row}.", Caption(await AtAsync(2)));
        Assert.Contains("next to “mole” are “a” and “at”", Caption(await AtAsync(3)));
        Assert.Contains($"“a” has {Numbers.Write(mole.Probabilities[2], 3)}.", Caption(await AtAsync(4)));
        Assert.Contains($"2 × {Numbers.Write(mole.Probabilities[2], 3)} − 1 = {Numbers.Write(mole.Errors[2], 3)}.", Caption(await AtAsync(5)));
    }

    [Fact]
    public async Task The_rounded_numbers_of_the_error_add_up()
    {
        LessonSnapshot now = (await AtAsync(5)).Now;
        int context = now.Next.Context[0];
        Assert.Equal(Numbers.Write(now.Next.Errors[context], 3), Numbers.Write((2 * Math.Round(now.Next.Probabilities[context], 3)) - 1, 3));
    }

    [Fact]
    public async Task Cat_and_dog_are_never_neighbours_and_become_more_similar_than_nine_pairs_in_ten()
    {
        StudioState studio = await AtAsync(7);
        LessonRun run = studio.Run;
        (int cat, int dog) = studio.Pair;
        Assert.Equal(("cat", "dog"), (run.Words[cat], run.Words[dog]));
        Assert.DoesNotContain(run.Examples, example => example.Centre == cat && example.Context.Contains(dog));
        Assert.Superset(
            new HashSet<string>(["pet", "cute", "animal"], StringComparer.Ordinal),
            WordSimilarity.Contexts(run, cat, dog).Where(each => each.WithA > 0 && each.WithB > 0).Select(each => run.Words[each.Word]).ToHashSet(StringComparer.Ordinal));

        double after = WordSimilarity.Cosine(run.Now.Input[cat], run.Now.Input[dog]);
        double[] others = [.. Enumerable.Range(0, run.Words.Count).SelectMany(a => Enumerable.Range(0, a).Select(b => WordSimilarity.Cosine(run.Now.Input[a], run.Now.Input[b])))];
        double before = WordSimilarity.Cosine(new LessonRun(run.Setup).Now.Input[cat], new LessonRun(run.Setup).Now.Input[dog]);
        Assert.True(before < 0);
        Assert.True(after > 0.95);
        Assert.True(others.Count(c => c > after) <= others.Length / 10);
        Assert.Contains($"After 500 steps their cosine is {Numbers.Write(after)}; at first it was {Numbers.Write(before)}.", Caption(studio));
    }

    [Fact]
    public async Task A_skipped_story_leads_to_the_first_lesson_and_the_last_scene_to_the_typed_text()
    {
        StudioState studio = await AtAsync(5);
        Assert.False(await studio.Story.TurnAsync(8));
        Assert.Equal(string.Empty, Address.Write(studio.View));

        studio = await AtAsync(8);
        await studio.Draft.TypeAsync("my own words");
        Assert.NotNull(studio.Story.Scene);
        Assert.False(await studio.Story.TurnAsync(1));
        Assert.Null(studio.Story.Scene);
        Assert.Equal(["my", "own", "words"], studio.Run.Words);
    }

    /// <summary>The caption. The no-break spaces of its formula count as spaces.</summary>
    private static string Caption(StudioState studio) => studio.Text.With(studio.Story.Caption, [.. studio.Story.ValuesOfRun().Select(value => (value.Key, value.Value))]).Replace('\u00a0', ' ');

    private static async Task<StudioState> AtAsync(int number, string language = "en")
    {
        var studio = new StudioState(new View());
        await studio.OpenAsync(Address.Read($"#scene={number}&lang={language}"));
        return studio;
    }
}
