using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class CorpusOptionsTests
{
    public static readonly TheoryData<CorpusOptions, string, string> Wrong = new()
    {
        { new CorpusOptions { MinCount = 0 }, "MinCount", "MinCount must be 1 or more" },
        { new CorpusOptions { MaxVocabulary = 0 }, "MaxVocabulary", "MaxVocabulary must be 1 or more, or null for no limit" },
        { new CorpusOptions { MaxSentenceLength = 0 }, "MaxSentenceLength", "MaxSentenceLength must be 1 to 1,000,000" },
        { new CorpusOptions { MaxSentenceLength = 1_000_001 }, "MaxSentenceLength", "MaxSentenceLength must be 1 to 1,000,000" },
        { new CorpusOptions { TemporaryFolder = "" }, "TemporaryFolder", "TemporaryFolder must be the name of a folder" },
        { new CorpusOptions { Tokenizer = null! }, "Tokenizer", "Tokenizer must be a tokenizer" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_out_of_range_is_refused_with_its_name_value_and_range(CorpusOptions options, string name, string range)
    {
        foreach (Action use in (Action[])[options.Validate, () => Corpora.Encode(TextSource.Text("a"), options)])
        {
            ArgumentOutOfRangeException fault = Assert.Throws<ArgumentOutOfRangeException>(use);
            Assert.Equal(name, fault.ParamName);
            Assert.Contains(range, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_defaults_are_valid() => new CorpusOptions().Validate();
}
