using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Languages;
using Talpa.Studio.Lesson;
using Talpa.Studio.Live;

namespace Talpa.Studio.Tests.Languages;

/// <summary>The texts of the pages are complete in every language, and nothing is written elsewhere.</summary>
public sealed partial class PageTextTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "src", "Talpa.Studio");

    public static TheoryData<string> Languages => [.. TextFile.Languages];

    public static TheoryData<string> Names => [.. TextFile.Names(TextFile.Initial)];

    public static TheoryData<string, string> Files => [.. TextFile.Languages.SelectMany(language => TextFile.Names(TextFile.Initial).Select(file => new TheoryDataRow<string, string>(language, file)))];

    public static TheoryData<string> Components =>
        [.. new[] { "Components", "Live", "Pairs", "Languages" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Pages, folder), "*.razor")).Select(file => Path.GetRelativePath(Pages, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_exists_in_every_language_with_the_same_values(string language, string file)
    {
        var english = TextFile.Read(TextFile.Initial, file).ToDictionary(StringComparer.Ordinal);
        var texts = TextFile.Read(language, file).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
        Assert.All(texts, text => Assert.NotEmpty(text.Value));
        Assert.All(texts, text => Assert.Equal(ValuesIn(english[text.Key]), ValuesIn(text.Value)));
        if (language != TextFile.Initial)
        {
            // A single word can be the same in both.
            Assert.All(texts.Where(text => text.Key != "page.title" && text.Value == english[text.Key]), text => Assert.DoesNotMatch(TwoWords(), text.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_all_files_and_no_key_in_two_of_them(string language)
    {
        Assert.Equal(TextFile.Names(TextFile.Initial), TextFile.Names(language));
        Assert.Empty(TextFile.Names(language).SelectMany(file => TextFile.Read(language, file)).GroupBy(text => text.Key, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void A_component_of_the_pages_contains_no_text(string file)
    {
        string markup = Comments().Replace(File.ReadAllText(Path.Combine(Pages, file)).Split("@code")[0], string.Empty);
        Assert.All(TextNodes().Matches(markup), match => Assert.True(IsName(match.Groups["text"].Value.Trim()), match.Value));
        Assert.Empty(TextAttributes().Matches(markup).Select(match => match.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_is_used_by_a_page_that_reads_its_file(string name)
    {
        string sources = string.Concat(FoldersOf(name).SelectMany(folder => Directory.GetFiles(Path.Combine(Pages, folder))).Where(file => Path.GetExtension(file) is ".razor" or ".cs").Select(File.ReadAllText));
        string[] faults = [.. Keys(), .. Written()];
        (string Start, string End)[] composed = [.. ComposedKeys().Matches(sources).Select(match => (match.Groups["start"].Value, match.Groups["end"].Value)).Distinct()];
        Assert.All(TextFile.Read(TextFile.Initial, name).Select(text => text.Key), key => Assert.True(sources.Contains($"\"{key}\"", StringComparison.Ordinal) || faults.Contains(key, StringComparer.Ordinal) || IsComposed(key, composed, sources), key));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_reason_of_the_server_has_a_text(string language) => Assert.All(Keys(), key => Assert.Contains(key, AllKeys(language)));

    [Fact]
    public void A_reason_of_a_script_has_a_text_and_may_have_no_values()
    {
        string[] keys = [.. Directory.GetFiles(Path.Combine(Pages, "wwwroot"), "*.js").SelectMany(file => ScriptReasons().Matches(File.ReadAllText(file))).Select(match => match.Groups["key"].Value)];
        Assert.Contains(FaultKeys.Ended, keys);
        Assert.Contains(FaultKeys.UnreadFile, keys);
        Assert.Empty(keys.Except(Keys(), StringComparer.Ordinal));
        Assert.All(keys, key =>
        {
            Answer<string>? answer = JsonSerializer.Deserialize($"{{\"fault\":\"x\",\"reason\":{{\"key\":\"{key}\"}}}}", StudioMessages.Default.AnswerString);
            Assert.Equal(new LiveText("de")[key], new LiveText("de").FaultOf(answer));
        });
    }

    [Fact]
    public void A_reason_is_written_in_the_language_of_the_page_and_other_faults_as_they_are()
    {
        var german = new LiveText("de");
        var known = new Answer<string>(null, "'mole' occurs fewer than 5,000 times")
        {
            Reason = new FaultReason(FaultKeys.RareInPair) { Texts = { ["word"] = "{count}" }, Numbers = { ["count"] = 5000 } },
        };
        Assert.Equal("„{count}“ kommt in einem Modell seltener als 5.000-mal vor; das ist die kleinste Anzahl, die verglichen wird", german.FaultOf(known));
        Assert.Equal("line 3: no number", german.FaultOf(new Answer<string>(null, "line 3: no number")));
        Assert.Null(german.FaultOf(new Answer<string>("a result", null)));
    }

    [Fact]
    public void Numbers_are_written_as_the_language_does()
    {
        (PageText english, PageText german) = (new PageText("en"), new PageText("de"));
        Assert.Equal(("5,000.5", "5.000,5"), (english.Write(5000.5, 1), german.Write(5000.5, 1)));
        Assert.Equal(("−0.25", "−0,25"), (english.Number(-0.25), german.Number(-0.25)));
        Assert.Equal(("15.3 %", "15,3 %"), (english.Percent(0.153, 1), german.Percent(0.153, 1)));
        Assert.Equal(("1.2", "1,2"), (english.Range(1.2), german.Range(1.2)));
        Assert.Equal("keine Zahl", german.Number(double.NaN));
        Assert.Equal(("1 Wort", "1.200 Wörter"), (german.Words(1), german.Words(1200)));
        Assert.Equal(("1 Wort · 1 Dimension", "2 words · 3 dimensions"), (german.Size(1, 1), english.Size(2, 3)));
        Assert.Equal("2,5 h", new LiveText("de").Duration(9000));
        Assert.Equal("1,5 M", new LiveText("de").Tokens(1.5e6));
    }

    [Fact]
    public void Another_language_has_its_own_address_and_an_unknown_one_is_the_initial_one()
    {
        Assert.Equal(("lang=de", string.Empty), (new PageText("de").Address, new PageText("en").Address));
        Assert.Equal(TextFile.Languages.Skip(1).Append("en"), TextFile.Languages.Select(language => new PageText(language).NextLanguage));
        Assert.Equal("en", new PageText("xx").Language);
    }

    [Fact]
    public void After_a_switch_of_the_language_what_was_announced_is_in_the_new_one()
    {
        var live = new LiveState();
        live.Open(new Answer<VectorsInfo>(new VectorsInfo("some.vec", false, 2, 3, false, []), null));
        Assert.Equal("The vectors of some.vec: 2 words, 3 dimensions.", live.Announcement);
        Assert.True(live.UseLanguage("de"));
        Assert.Equal("Die Vektoren von some.vec: 2 Wörter, 3 Dimensionen.", live.Announcement);
        Assert.False(live.UseLanguage("de"));

        var lesson = new StudioState(new View());
        lesson.Move(1);
        string english = lesson.Announcement;
        Assert.StartsWith("Step 1: the score of cat with sat rose 0.67 → 0.85", english, StringComparison.Ordinal);
        lesson.UseLanguage("de");
        Assert.StartsWith("Schritt 1: Der Score von cat mit sat ist gestiegen: 0,67 → 0,85", lesson.Announcement, StringComparison.Ordinal);
        lesson.UseLanguage("en");
        Assert.Equal(english, lesson.Announcement);
    }

    private static IEnumerable<string> Keys() => typeof(FaultKeys).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);

    /// <summary>The folders of the pages that read a file of texts.</summary>
    private static string[] FoldersOf(string name) => name switch
    {
        "lesson" => ["Components", "Lesson"],
        "story" => ["Components", "Story"],
        "live" => ["Live", "Pairs"],
        _ => ["Components", "Languages", "Lesson", "Live", "Pairs"],
    };

    /// <summary>Whether a text is the same in every language: the name of the page, or of a function.</summary>
    private static bool IsName(string text) => text is "Talpa" or "Studio" or "exp";

    /// <summary>The keys of the texts that the pages contain before the runtime is loaded.</summary>
    private static IEnumerable<string> Written()
    {
        string pages = string.Concat(Directory.GetFiles(Path.Combine(Pages, "wwwroot"), "*.html").Select(File.ReadAllText));
        return TextFile.Read(TextFile.Initial, TextFile.Shared).Where(text => text.Key.StartsWith("page.", StringComparison.Ordinal) && pages.Contains($">{text.Value}", StringComparison.Ordinal)).Select(text => text.Key);
    }

    private static IEnumerable<string> AllKeys(string language) => TextFile.Names(language).SelectMany(file => TextFile.Read(language, file)).Select(text => text.Key);

    /// <summary>Whether a key is made of constant parts and of a value, such as <c>panel.</c> and the name of a panel, or the number of things.</summary>
    private static bool IsComposed(string key, (string Start, string End)[] composed, string sources) =>
        composed.Any(parts => key.Length > parts.Start.Length + parts.End.Length && key.StartsWith(parts.Start, StringComparison.Ordinal) && key.EndsWith(parts.End, StringComparison.Ordinal)
            && !key[parts.Start.Length..^parts.End.Length].Contains('.', StringComparison.Ordinal))
        || (key[key.LastIndexOf('.')..] is ".one" or ".many" && sources.Contains($"\"{key[..key.LastIndexOf('.')]}\"", StringComparison.Ordinal));

    private static IEnumerable<string> ValuesIn(string text) => Braces().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Braces();

    [GeneratedRegex(@"\p{L}{2,}\W*\s\W*\p{L}{2,}", RegexOptions.None, 1000)]
    private static partial Regex TwoWords();

    /// <summary>Keys in the sources that end or go on after a value.</summary>
    [GeneratedRegex(@"\$""(?<start>[a-z][\w.-]*\.)\{[^{}""]+\}(?<end>[\w.-]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ComposedKeys();

    [GeneratedRegex(@"reason: \{ key: '(?<key>[\w.]+)' \}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScriptReasons();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline, 1000)]
    private static partial Regex Comments();

    /// <summary>Letters between tags that no expression computes.</summary>
    [GeneratedRegex(@"[\w""/]>(?<text>[^<>@{}();=]*\p{L}{2,}[^<>@{}();=]*)[<@]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TextNodes();

    /// <summary>Attributes that are shown or spoken, with letters that no expression computes.</summary>
    [GeneratedRegex(@"\b(aria-label|aria-roledescription|placeholder|title|Title|Label)=""[^@""]*\p{L}{2,}[^""]*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TextAttributes();
}
