using System.Text;
using CsCheck;
using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class TokenizerTests
{
    private static readonly string[] Parts =
    [
        "a", "Z", "word", "ß", "é", "e\u0301", "\u0301", "Ж", "λ", "א", "ב", "س", "ह", "ि", "น", "한", "漢", "字", "々", "ひ", "カ", "ー", "ﾟ", "𝒳", "𠀀", "😀", "👩\u200D👩", "\uFE0F",
        "0", "7", "٣", "_", "‿", "'", "’", "\"", ".", ":", "·", ",", ";", "-", "—", "!", "。", "・", " ", "  ", "\t", "\u00A0", "\u3000", "\u200B", "\u200D", "\u00AD", "\uFFFD", "²", "Ⅷ", "@", "\u0085", "\u2028",
    ];

    /// <summary>Texts that exercise every rule: letters of many scripts, digits, marks, joiners, spaces, symbols.</summary>
    private static readonly Gen<string> AnyText = Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 40].Select(string.Concat);

    [Theory]
    // Peer: Perl 5.36 (Unicode 14), split /\b{wb}/, of the segments those with [\p{L}\p{Nd}\p{Nl}].
    [InlineData("I saw a mole at the zoo.", "I|saw|a|mole|at|the|zoo")]
    [InlineData("can't won’t o'clock 'tis rock 'n' roll, dogs' tails", "can't|won’t|o'clock|tis|rock|n|roll|dogs|tails")]
    [InlineData("U.S.A. and e.g. this.That", "U.S.A|and|e.g|this.That")]
    [InlineData("1,000.5 3.14, 2; 12:30 3.x v2.0 1e-3", "1,000.5|3.14|2|12|30|3|x|v2.0|1e|3")]
    [InlineData("snake_case __init__ ____ _emphasis_", "snake_case|__init__|_emphasis_")]
    [InlineData("café cafe\u0301 co\u00ADoperate", "café|café|cooperate")]
    [InlineData("日本語のテキスト", "日|本|語|の|テキスト")]
    [InlineData("カタカナ・ラーメン ハ゛", "カタカナ|ラーメン|ハ゛")]
    [InlineData("안녕하세요, 세계! A형", "안녕하세요|세계|A형")]
    [InlineData("צה\"ל \"שלום\" ג׳ירפה", "צה\"ל|שלום|ג׳ירפה")]
    [InlineData("Привет, мир! Ёж—не ёлка", "Привет|мир|Ёж|не|ёлка")]
    [InlineData("col·lecció l'été aujourd’hui", "col·lecció|l'été|aujourd’hui")]
    [InlineData("foo:bar http://example.com/a_b?c=d me@example.org", "foo:bar|http|example.com|a_b|c|d|me|example.org")]
    [InlineData("हिन्दी में লেখা தமிழ்", "हिन्दी|में|লেখা|தமிழ்")]
    [InlineData("Tokyo東京2020 x² ½ Ⅷ", "Tokyo|東|京|2020|x|Ⅷ")]
    [InlineData("a\u200Bb a\u200Db", "a|b|a\u200Db")]
    [InlineData("السَّلامُ عليكم ١٬٢٣٤", "السَّلامُ|عليكم|١٬٢٣٤")]
    [InlineData("😀 👩‍👩‍👧 ok 🇩🇪 Straße STRASSE ﬁn", "ok|Straße|STRASSE|ﬁn")]
    [InlineData("𝒳𝒴 𠀀𠀁 𐐀𐐨 ɯǝɹo˥", "𝒳𝒴|𠀀|𠀁|𐐀𐐨|ɯǝɹo˥")]
    public void Splits_at_the_word_boundaries_of_Unicode(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Tokenizer.Unicode.Split(text)));

    [Theory]
    // The documented differences from the annex.
    [InlineData("ช้างหล่น นก", "ช้างหล่น|นก")]
    [InlineData("____ ‿ --", "")]
    [InlineData("a'\u0301b", "a|b")]
    [InlineData("ג' ש", "ג|ש")]
    [InlineData("ⓐⓑ 🇩🇪 😀", "")]
    public void Differs_from_the_annex_as_documented(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Tokenizer.Unicode.Split(text)));

    [Theory]
    [InlineData("  don't\tsplit, NEW_YORK! \u00A0x\u3000y\u2028z  ", "don't|split,|NEW_YORK!|x|y|z")]
    [InlineData("\u1680a\u2003b\u202Fc\u205Fd\u0085e", "a|b|c|d|e")]
    [InlineData("a\u200Bb \uFEFF", "a\u200Bb")]
    [InlineData("", "")]
    public void Whitespace_splits_only_at_white_space(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Tokenizer.Whitespace.Split(text)));

    [Fact]
    public void Whitespace_splits_like_dotnet() =>
        // Peer: string.Split at all characters for which char.IsWhiteSpace is true.
        AnyText.Sample(text => Assert.Equal(
            Plain(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            Tokenizer.Whitespace.Split(Plain(text))));

    [Fact]
    public void White_space_of_several_bytes_is_found_at_any_position()
    {
        foreach (string space in (string[])["\u0085", "\u00A0", "\u1680", "\u2003", "\u2028", "\u3000"])
        {
            for (int before = 1; before < 140; before++)
            {
                string word = new('x', before);
                Assert.Equal([word, "y", word, "z"], Tokenizer.Whitespace.Split($"{word}{space}y{space}{space}{word} z{space}"));
            }
        }
    }

    [Fact]
    public void Words_of_any_length_are_found_between_separators()
    {
        string[] separators = [" ", "  ", "-", ". ", ", ", "' ", " \"", "\" ", ": ", "; ", ".' ", " _ ", "!", "—", " ... ", "\t", "(", "/", "…"];
        Gen<string> word = Gen.String[Gen.Char["abcxyzABCXYZ0189_é"], 1, 90].Where(text => text.Any(char.IsLetterOrDigit));
        Gen.Select(word.Array[0, 30], Gen.Int[0, separators.Length - 1].Array[31]).Sample((words, chosen) =>
        {
            string text = string.Concat(words.Select((token, i) => token + separators[chosen[i]]));
            Assert.Equal(words, Tokenizer.Unicode.Split(text));
        });
    }

    [Fact]
    public void Tokens_are_in_the_order_of_the_text() =>
        AnyText.Select(Plain).Sample(text =>
        {
            foreach (Tokenizer tokenizer in (Tokenizer[])[Tokenizer.Unicode, Tokenizer.Whitespace])
            {
                int at = 0;
                foreach (string token in tokenizer.Split(text))
                {
                    int found = text.IndexOf(token, at, StringComparison.Ordinal);
                    Assert.True(found >= 0, $"'{token}' is not in the rest of '{text}'");
                    at = found + token.Length;
                }
            }
        });

    [Fact]
    public void No_letter_and_no_digit_of_the_text_is_lost() =>
        AnyText.Select(Plain).Sample(text => Assert.Equal(
            LettersAndDigits(text),
            LettersAndDigits(string.Concat(Tokenizer.Unicode.Split(text)))));

    [Fact]
    public void Tokens_contain_no_separators_and_at_least_one_letter_or_digit() =>
        AnyText.Sample(text => Assert.All(
            Tokenizer.Unicode.Split(text),
            token =>
            {
                Assert.NotEmpty(LettersAndDigits(token));
                Assert.DoesNotContain(token.EnumerateRunes(), rune =>
                    Rune.IsWhiteSpace(rune) || Rune.IsSymbol(rune) || Rune.IsControl(rune)
                    || (Rune.IsPunctuation(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.ConnectorPunctuation
                        && !"'’\".:·,;".Contains(rune.ToString(), StringComparison.Ordinal)));
            }));

    [Fact]
    public void Splitting_a_token_gives_the_token() =>
        AnyText.Sample(text => Assert.All(Tokenizer.Unicode.Split(text), token => Assert.Equal([token], Tokenizer.Unicode.Split(token))));

    [Fact]
    public void Lowercases_like_the_invariant_culture() =>
        // Peer: string.ToLowerInvariant, which has no rules for the final sigma and the dotted I.
        Gen.Select(AnyText, Gen.Char.Array[0, 8].Select(chars => new string(chars))).Sample((known, any) =>
        {
            string text = Plain(known + " " + any).Replace('Σ', 's').Replace('İ', 'i');
            Assert.Equal(
                Tokenizer.Whitespace.Split(text).Select(token => token.ToLowerInvariant()),
                Tokenizer.Whitespace.Split(text, lowercase: true));
        });

    [Fact]
    public void Lowercasing_may_lengthen_a_word()
    {
        // U+023A has two bytes, its lower case U+2C65 three.
        string longest = new('\u023A', Tokenizer.MaxTokenLength / 2);
        Assert.Equal([new string('\u2C65', Tokenizer.MaxTokenLength / 2)], Tokenizer.Unicode.Split(longest, lowercase: true));
    }

    [Fact]
    public void A_custom_tokenizer_receives_whole_lines_and_returns_any_tokens()
    {
        var lines = new List<string>();
        var tokenizer = Tokenizer.From(line =>
        {
            lines.Add(line);
            return line.Split('-');
        });
        CorpusOptions options = Corpora.KeepAll with { Tokenizer = tokenizer, Lowercase = true };
        Assert.Equal("one two three | vier |  x", Corpora.Flat(TextSource.Text("One-TWO--three\r\nVIER\n\n-\n x"), options));
        Assert.Equal(["One-TWO--three", "VIER", "-", " x"], lines);
    }

    [Fact]
    public void A_custom_tokenizer_receives_an_endless_line_in_parts_split_at_spaces()
    {
        int longest = 0;
        int parts = 0;
        var tokenizer = Tokenizer.From(line =>
        {
            longest = Math.Max(longest, line.Length);
            parts++;
            return line.Split(' ');
        });
        string text = string.Join(' ', Enumerable.Range(0, 200_000));
        Assert.Equal(text, Corpora.Flat(TextSource.Text(text), Corpora.KeepAll with { Tokenizer = tokenizer, MaxSentenceLength = 1_000_000 }));
        Assert.InRange(longest, 64 * 1024, 256 * 1024);
        Assert.True(parts > 1);
    }

    [Fact]
    public void A_custom_tokenizer_that_returns_null_is_reported() =>
        Assert.Contains(
            "Tokenizer.From",
            Assert.Throws<InvalidOperationException>(() => Corpora.Flat(TextSource.Text("a"), Corpora.KeepAll with { Tokenizer = Tokenizer.From(_ => null!) })).Message,
            StringComparison.Ordinal);

    /// <summary>The text without characters that are removed or composed: it must be returned unchanged.</summary>
    private static string Plain(string text) => string.Concat(text.EnumerateRunes().Where(rune =>
        !InvisibleCharacters.Contains(rune.Value) && !InvisibleCharacters.IsJoiner(rune.Value) && rune.Value != 0x301).Select(rune => rune.ToString()));

    private static string LettersAndDigits(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.LetterNumber).Where(rune => rune.Value != 0xFF9F));
}
