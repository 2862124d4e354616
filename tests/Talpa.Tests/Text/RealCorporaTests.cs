using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Published texts. Token counts are those of Perl 5.36's \b{wb} (segments with a letter or digit), unless noted otherwise.</summary>
public sealed class RealCorporaTests
{
    [Theory]
    [InlineData("corpus/de-10mb.txt.gz", 1_522_891, "und die der in den sie", "straße")]
    [InlineData("corpus/ru-5mb.txt.gz", 438_063, "и в не что я на", "человек")]
    [InlineData("corpus/ko-5mb.txt.gz", 490_786, "있다 수 이 그 있는 같은", "한국")]
    public void Tokens_of_German_Russian_and_Korean_are_counted(string file, int tokens, string mostFrequentWords, string rarerWord)
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.File(SharedData.Path(file)), new CorpusOptions { Lowercase = true });
        Assert.Equal(tokens, corpus.Report.TokensRead);
        Assert.Equal(mostFrequentWords.Split(' '), corpus.Vocabulary.Words.Take(6));
        Assert.True(corpus.Vocabulary.TryGetId(rarerWord, out _));
        Assert.Equal(0, corpus.Report.ReplacedSequences);
    }

    [Fact]
    public void Each_Chinese_character_is_a_word()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.File(SharedData.Path("corpus/zh-5mb.txt.gz")));

        // Perl finds 1,484,499: it splits two Thai words into letters, which are one word each here.
        Assert.Equal(1_484_489, corpus.Report.TokensRead);
        Assert.Equal("的", corpus.Vocabulary.Words[0]);
        Assert.DoesNotContain(corpus.Vocabulary.Words, word => word.Length > 1 && word[0] is >= '\u4E00' and <= '\u9FFF' && word[1] is >= '\u4E00' and <= '\u9FFF');
    }

    [Fact]
    public void Prose_in_upper_and_lower_case_has_the_words_of_Unicode_segmentation()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.File(SharedData.Path("corpus/enwiki-prose-12mb.txt.gz")));
        Assert.Equal(1_968_373, corpus.Report.TokensRead);
    }

    [Fact]
    public void A_corpus_in_one_line_is_split_into_sentences()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.File(SharedData.Path("corpus/text8-head.txt.gz")), new CorpusOptions { Tokenizer = Tokenizer.Whitespace });

        // zcat text8-head.txt.gz | wc -w
        Assert.Equal(1_171_946, corpus.Report.TokensRead);
        Assert.Equal(1, corpus.Report.LinesSplit);
        Assert.Equal(118, corpus.Report.Sentences);
    }

    [Fact]
    public void The_list_of_naughty_strings_is_tokenized_without_error()
    {
        string path = SharedData.Path("odd/blns.txt");
        foreach (Tokenizer tokenizer in (Tokenizer[])[Tokenizer.Unicode, Tokenizer.Whitespace])
        {
            using EncodedCorpus corpus = Corpora.Encode(TextSource.File(path), Corpora.KeepAll with { Tokenizer = tokenizer });
            Assert.Equal(File.ReadLines(path).Count(), corpus.Report.Lines);
            string[][] expected = [.. File.ReadLines(path).Select(line => tokenizer.Split(line).ToArray()).Where(line => line.Length > 0)];
            Assert.Equal(Corpora.Flat(expected), Corpora.Flat(Corpora.Sentences(corpus)));
        }
    }
}
