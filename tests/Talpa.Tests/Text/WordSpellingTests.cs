using System.Text;
using CsCheck;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Spellings that look the same are one word.</summary>
public sealed class WordSpellingTests
{
    [Theory]
    [InlineData("gar\u00ADden gar\u00ADden", "garden")]
    [InlineData("שלום\u200F \u200Eשלום", "שלום")]
    [InlineData("سلام\u061C سلام", "سلام")]
    [InlineData("a\u2060b ab\u2060 a\u034Fb a\uFEFFb ab\uFE0F \u202Aab\u202C \u2067ab\u2069", "ab")]
    [InlineData("葛\U000E0100 葛", "葛")]
    [InlineData("ᠮ\u180B ᠮ", "ᠮ")]
    [InlineData("don\u00AD't don't don'\u00ADt", "don't")]
    public void Invisible_characters_do_not_make_a_different_word(string text, string word)
    {
        Assert.Equal([word], Tokenizer.Unicode.Split(text).Distinct());
        Assert.Equal([word], Tokenizer.Whitespace.Split(text).Distinct());
    }

    [Theory]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("می\u200C\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("کتاب\u200C", "کتاب")]
    [InlineData("क्\u200Dष", "क्\u200Dष")]
    [InlineData("അവന\u0D4D\u200D", "അവന\u0D4D\u200D")]
    [InlineData("ab\u200D", "ab")]
    public void Joiners_are_kept_between_joined_characters_and_after_a_virama(string text, string word)
    {
        Assert.Equal([word], Tokenizer.Unicode.Split(text));
        Assert.Equal([word], Tokenizer.Whitespace.Split(text));
    }

    [Fact]
    public void A_token_of_only_invisible_characters_is_not_a_word() => Assert.Empty(Tokenizer.Whitespace.Split("\uFEFF \u200E\u200F \u200D"));

    [Theory]
    [InlineData("cafe\u0301", "café")]
    [InlineData("\u212B A\u030A \u00C5", "Å")]
    [InlineData("и\u0306", "й")]
    [InlineData("\u1112\u1161\u11AB 하\u11AB 한", "한")]
    [InlineData("o\u0302\u0301 ô\u0301 \u1ED1", "ố")]
    [InlineData("a\u0323\u0307 a\u0307\u0323", "ạ\u0307")]
    [InlineData("\u0958 क\u093C", "क\u093C")]
    [InlineData("か\u3099", "が")]
    public void Composed_and_decomposed_accents_are_one_word(string text, string word)
    {
        Assert.Equal([word], Tokenizer.Unicode.Split(text).Distinct());
        CorpusOptions composed = Corpora.KeepAll with { Tokenizer = Tokenizer.Whitespace, NormalizeWords = true };
        Assert.Equal([word], Corpora.Sentences(TextSource.Text(text), composed)[0].Distinct());
    }

    [Fact]
    public void Words_are_unchanged_on_request()
    {
        CorpusOptions asWritten = Corpora.KeepAll with { NormalizeWords = false };
        Assert.Equal("cafe\u0301 café", Corpora.Flat(TextSource.Text("cafe\u0301 café"), asWritten));
        Assert.Equal("cafe\u0301 café", Corpora.Flat(TextSource.Text("cafe\u0301 café"), Corpora.KeepAll with { Tokenizer = Tokenizer.Whitespace }));
    }

    [Fact]
    public void Words_of_a_custom_tokenizer_are_unchanged()
    {
        CorpusOptions own = Corpora.KeepAll with { Tokenizer = Tokenizer.From(line => line.Split(' ')) };
        Assert.Equal("gar\u00ADden cafe\u0301", Corpora.Flat(TextSource.Text("gar\u00ADden cafe\u0301"), own));
        Assert.Equal("gar\u00ADden café", Corpora.Flat(TextSource.Text("gar\u00ADden cafe\u0301"), own with { NormalizeWords = true }));
    }

    [Fact]
    public void Lowercasing_precedes_composition() =>
        // The upper case of U+1E96 has more than one character.
        Assert.Equal(["\u1E96ab"], Tokenizer.Unicode.Split("H\u0331AB", lowercase: true));

    [Fact]
    public void Removed_characters_are_counted()
    {
        const string Text = "gar\u00ADden garden\u200F mole\nmi\u200Cx\u200C \u00ADmole";
        using EncodedCorpus unicode = Corpora.Encode(TextSource.Text(Text));
        using EncodedCorpus spaces = Corpora.Encode(TextSource.Text(Text), Corpora.KeepAll with { Tokenizer = Tokenizer.Whitespace });
        Assert.Equal(3, unicode.Report.InvisibleCharacters);
        Assert.Equal(4, spaces.Report.InvisibleCharacters);
        Assert.Equal(5, spaces.Report.TokensRead);
    }

    [Fact]
    public void Words_do_not_depend_on_their_position_in_a_block()
    {
        for (int before = 0; before < 140; before++)
        {
            string text = $"{new string('x', before)} gar\u00ADden cafe\u0301 plain und\u00AD {new string('y', before)}é\u200F z";
            string[] expected = [.. before == 0 ? [] : (string[])[new string('x', before)], "garden", "café", "plain", "und", $"{new string('y', before)}é", "z"];
            Assert.Equal(expected, Tokenizer.Unicode.Split(text));
            Assert.Equal(expected.Select(word => word.Normalize()), Corpora.Sentences(TextSource.Text(text), Corpora.KeepAll with { Tokenizer = Tokenizer.Whitespace, NormalizeWords = true })[0]);
        }
    }

    [Fact]
    public void The_fast_path_gives_the_same_words_as_the_slow_path()
    {
        // The fast check of lead bytes must not accept characters that the tables change.
        var spelling = new WordSpelling(dropInvisible: true, compose: true, lowercase: null);
        for (int codePoint = 0x80; codePoint < 0x30000; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
            {
                continue;
            }

            byte[] word = Encoding.UTF8.GetBytes("a" + new Rune(codePoint));
            if (spelling.IsPlain(word, 0, word.Length))
            {
                Assert.Equal(word, spelling.Of(word));
            }
        }
    }

    [Fact]
    public void Canonical_forms_equal_those_of_Python()
    {
        // Peer: Python's unicodedata.normalize.
        Python.RequireGensim();
        string[] parts =
            ["a", "e", "I", "o", "ô", "\u0301", "\u0302", "\u0323", "\u0307", "\u0327", "\u0345", "ᾳ", "Ω", "\u212A", "\u1100", "\u1161", "\u11A8", "가", "각", "क", "\u093C", "\u094D", "\u05D1", "\u05BC", "\u05B0", "\uFB31", "\u0344", "\U0001D15E", "\U000110A5", "\U000110BA", "か", "\u3099", "\u0F71", "\u0F72", "\u0F80"];
        string[] words = new string[400];
        var random = new Random(11);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => parts[random.Next(parts.Length)]));
        }

        string[] escaped = [.. words.Select(word => string.Join('-', word.EnumerateRunes().Select(rune => rune.Value)))];
        System.Text.Json.JsonElement expected = Python.Run(
            "import unicodedata\nprint(json.dumps([[unicodedata.normalize(f, ''.join(chr(int(c)) for c in w.split('-'))) for f in ('NFC', 'NFD')] for w in sys.argv[1:]]))", escaped);
        for (int i = 0; i < words.Length; i++)
        {
            Rune[] word = [.. words[i].EnumerateRunes()];
            Assert.Equal(expected[i][0].GetString(), string.Concat(CanonicalForm.Composed(word).Select(rune => rune.ToString())));
            Assert.Equal(expected[i][1].GetString(), string.Concat(CanonicalForm.Decomposed(word).Select(rune => rune.ToString())));
        }
    }

    [Fact]
    public void A_composed_word_is_unchanged() => Gen.String[0, 12].Sample(text =>
    {
        Rune[] word = [.. text.EnumerateRunes()];
        Rune[] composed = [.. CanonicalForm.Composed(word)];
        Assert.Equal(composed, CanonicalForm.Composed(composed));
        Assert.Equal(composed, CanonicalForm.Composed([.. CanonicalForm.Decomposed(word)]));
    });

    [Fact]
    public void A_query_in_another_spelling_finds_the_word()
    {
        var composed = new Vocabulary(["garden", "café"]);
        var decomposed = new Vocabulary(["cafe\u0301"]);
        Assert.True(composed.TryGetId("cafe\u0301", out int id));
        Assert.Equal(1, id);
        Assert.True(decomposed.TryGetId("café", out _));
        Assert.True(composed.TryGetId("gar\u00ADden", out _));
        Assert.False(composed.TryGetId("cafe", out _));
        Assert.False(composed.TryGetId("\uD800", out _));
    }

    [Fact]
    public void An_exact_match_is_found_before_another_spelling()
    {
        var both = new Vocabulary(["café", "cafe\u0301"]);
        Assert.True(both.TryGetId("cafe\u0301", out int id));
        Assert.Equal(1, id);
    }

    [Theory]
    // Peer: Python's str.lower.
    [InlineData("ΔΡΟΜΟΣ", "δρομος")]
    [InlineData("Σ", "σ")]
    [InlineData("ΟΔΟΣ'ΑΝ", "οδοσ'αν")]
    [InlineData("ΣΟΦΟΣ2", "σοφος2")]
    [InlineData("ΑΣ\u0301", "ας\u0301")]
    [InlineData("\u0301Σ", "\u0301σ")]
    [InlineData("İSTANBUL", "i\u0307stanbul")]
    [InlineData("DİYARBAKIR", "di\u0307yarbakir")]
    [InlineData("𐐀Σ", "𐐨ς")]
    [InlineData("ẞ", "ß")]
    public void Words_are_lowercased_by_the_rules_of_Unicode(string word, string lower) =>
        Assert.Equal([lower], Tokenizer.Whitespace.Split(word, lowercase: true));

    [Fact]
    public void Greek_words_in_upper_and_lower_case_are_one_word()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Text("ΔΡΟΜΟΣ ΟΔΟΣ\nδρομος οδος"), Corpora.KeepAll with { Lowercase = true });
        Assert.Equal(["δρομος", "οδος"], corpus.Vocabulary.Words);
        Assert.Equal([2L, 2L], corpus.Vocabulary.Counts.ToArray());
    }

    [Fact]
    public void The_longest_word_may_grow()
    {
        string dotted = new('İ', Tokenizer.MaxTokenLength / 2);
        Assert.Equal(Tokenizer.MaxTokenLength, Tokenizer.Whitespace.Split(dotted, lowercase: true)[0].Length);
        string musical = string.Concat(Enumerable.Repeat("\U0001D15E", Tokenizer.MaxTokenLength / 4));
        CorpusOptions composed = Corpora.KeepAll with { Tokenizer = Tokenizer.Whitespace, NormalizeWords = true };
        Assert.Equal(2 * musical.Length, Corpora.Flat(TextSource.Text(musical), composed).Length);
    }
}
