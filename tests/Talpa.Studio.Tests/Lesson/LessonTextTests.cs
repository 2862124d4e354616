using CsCheck;
using Talpa.Studio.Lesson;
using Talpa.Text;

namespace Talpa.Studio.Tests.Lesson;

public sealed class LessonTextTests
{
    private static readonly StudioText English = new("en");

    [Fact]
    public void Text_becomes_sentences_of_the_librarys_words_in_lower_case()
    {
        var text = LessonText.Parse("The cat, sat. \"Dogs\" don't sit at 1.5 m!\n\nשלום עולם —");
        Assert.Equal([["the", "cat", "sat"], ["dogs", "don't", "sit", "at", "1.5", "m"], ["שלום", "עולם"]], text.Sentences);
        Assert.Equal(["the", "cat", "sat", "dogs", "don't", "sit", "at", "1.5", "m", "שלום", "עולם"], text.Words);
        Assert.Empty(text.Limits);
        Assert.Equal(Tokenizer.Unicode.Split("The cat, sat", lowercase: true), text.Sentences[0]);
    }

    [Theory]
    [InlineData("猫が好き", new[] { "猫", "が", "好", "き" })]
    [InlineData("私 は 猫 が 好き です。", new[] { "私", "は", "猫", "が", "好き", "です" })]
    [InlineData("我 喜欢 学习，中文 And C#", new[] { "我", "喜欢", "学习", "中文", "and", "c" })]
    public void Where_the_user_typed_spaces_Chinese_and_Japanese_words_are_kept_whole(string text, string[] words) =>
        Assert.Equal(words, Assert.Single(LessonText.Parse(text).Sentences));

    [Theory]
    [InlineData("שלום עולם", true)]
    [InlineData("2 مرحبا عالم", true)]
    [InlineData("the cat שלום", false)]
    [InlineData("1 2", false)]
    public void The_direction_of_a_sentence_is_that_of_its_first_letter(string text, bool isRightToLeft) =>
        Assert.Equal(isRightToLeft, LessonText.IsRightToLeft(LessonText.Parse(text).Sentences[0]));

    [Fact]
    public void Emoji_are_omitted_with_a_notice()
    {
        var text = LessonText.Parse("🐀 the rat 🐀 sat");
        Assert.Equal(["the", "rat", "sat"], text.Words);
        Assert.Contains("Emoji", English.Limits(text));
    }

    [Fact]
    public void Long_words_are_omitted_with_a_notice()
    {
        var text = LessonText.Parse($"the {new string('x', 41)} sat");
        Assert.Equal(["the", "sat"], text.Words);
        Assert.Contains("40 letters", English.Limits(text));
    }

    [Fact]
    public void Ten_thousand_different_words_are_limited_with_a_notice()
    {
        LessonText text = LessonText.Parse(string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"w{i}")));
        Assert.Equal(LessonText.MaxWords, text.Words.Count);
        Assert.Contains("60 different words", English.Limits(text));
    }

    [Fact]
    public void Megabytes_are_limited_with_a_notice()
    {
        LessonText text = LessonText.Parse(string.Concat(Enumerable.Repeat("a b c. ", 1_000_000)));
        Assert.Equal(LessonText.MaxTokens, text.Sentences.Sum(sentence => sentence.Count));
        Assert.NotEmpty(text.Limits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cat")]
    [InlineData("cat. dog.")]
    [InlineData("cat cat cat")]
    [InlineData("... !!! \n\n")]
    public void Text_without_training_examples_is_not_usable(string text) => Assert.False(LessonText.Parse(text).IsUsable);

    [Fact]
    public void Any_text_can_be_typed() => Gen.String.Sample(text =>
    {
        LessonText parsed = LessonText.Parse(text);
        Assert.All(parsed.Sentences.SelectMany(s => s), word => Assert.Contains(word, parsed.Words));
        if (parsed.IsUsable)
        {
            Assert.True(new LessonRun(new LessonSetup { Text = text, Start = LessonStart.Random }).Now.IsFinite);
        }
    });
}
