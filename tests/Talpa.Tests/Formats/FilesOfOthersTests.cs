using System.Buffers.Binary;
using System.Text;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>Files as other tools write them, one kind per test.</summary>
public sealed class FilesOfOthersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void Binary_words_with_spaces_are_read_when_the_layout_is_unambiguous(string recordEnd)
    {
        string[] words = ["mole", "new york", "hen", "new york city hall", "fox"];
        float[] numbers = [.. Enumerable.Range(0, 20).Select(i => MathF.Sin(i + 1))];
        WordVectors read = VectorFileAccess.Read(_folder.Write("x", GensimLike.Binary(words, 4, numbers, recordEnd))).Vectors;
        Contents.RequireEqual(new WordVectors(words, 4, numbers), read, withCounts: false);
    }

    [Theory]
    [InlineData(25, "")]
    [InlineData(25, "\n")]
    [InlineData(100, "")]
    [InlineData(300, "\n")]
    public void Many_binary_words_with_spaces_and_digits_are_read(int dimension, string recordEnd)
    {
        // A remainder of four characters ("105 ") shifts the vector by exactly one number.
        var random = new Random(dimension);
        string[] words = [.. Enumerable.Range(0, 3000).Select(i => i % 3 == 0 ? $"w{i}" : $"new york {i}")];
        float[] numbers = [.. Enumerable.Range(0, words.Length * dimension).Select(_ => (random.NextSingle() - 0.5f) / 2)];
        WordVectors read = VectorFileAccess.Read(_folder.Write("x", GensimLike.Binary(words, dimension, numbers, recordEnd))).Vectors;
        Contents.RequireEqual(new WordVectors(words, dimension, numbers), read, withCounts: false);
    }

    [Fact]
    public void Binary_files_whose_last_word_contains_a_space_are_read()
    {
        string[] words = ["mole", "san francisco"];
        float[] numbers = [.. Enumerable.Range(0, 12).Select(i => MathF.Cos(i))];
        WordVectors read = VectorFileAccess.Read(_folder.Write("x", GensimLike.Binary(words, 6, numbers))).Vectors;
        Contents.RequireEqual(new WordVectors(words, 6, numbers), read, withCounts: false);
    }

    [Fact]
    public void Binary_words_with_control_characters_are_refused_with_position_and_remedy()
    {
        string message = Refusal(GensimLike.Binary(["mole", "new\u0001york"], 2, [1, 2, 3, 4]));
        Assert.Contains("byte 17: word 2 of 2 holds control characters", message, StringComparison.Ordinal);
        Assert.Contains("export the vectors as text", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void Vectors_of_zeros_are_read(string recordEnd)
    {
        string[] words = ["<pad>", "mole", "hen"];
        float[] numbers = [0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0];
        WordVectors read = VectorFileAccess.Read(_folder.Write("x", GensimLike.Binary(words, 4, numbers, recordEnd))).Vectors;
        Contents.RequireEqual(new WordVectors(words, 4, numbers), read, withCounts: false);
    }

    [Fact]
    public void Double_precision_is_reported()
    {
        float[] numbers = [.. Enumerable.Range(0, 50).Select(i => MathF.Sin(i + 1))];
        string[] words = ["a", "b", "c", "d", "e"];
        foreach (string end in new[] { "", "\n" })
        {
            Assert.Contains("float64", Refusal(GensimLike.Binary(words, 10, numbers, end, asDouble: true)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Records_that_end_in_CR_LF_are_reported()
    {
        float[] numbers = [.. Enumerable.Range(0, 50).Select(i => MathF.Sin(i + 1))];
        Assert.Contains("CR LF", Refusal(GensimLike.Binary(["a", "b", "c", "d", "e"], 10, numbers, "\r\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_a_header_with_too_few_words_has_the_correct_number_and_others_do_not()
    {
        byte[] file = GensimLike.Binary(["a", "b", "c"], 4, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3]);
        file[0] = (byte)'2';
        Assert.Contains("1 more word follows the 2 that the first line declares; write 3 for the first number", Refusal(file), StringComparison.Ordinal);
        byte[] withRest = [.. GensimLike.Binary(["a", "b"], 4, [1, 2, 3, 4, 5, 6, 7, 8]), 1, 2, 3];
        Assert.DoesNotContain("write", Refusal(withRest), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_whose_first_word_contains_a_space_is_detected_as_text()
    {
        RequireRead("2 3\nred fox 0.1 0.2 0.3\nhen 0.4 0.5 0.6\n", VectorFileFormat.Text, "red fox", "hen");
        RequireRead("red fox 0.1 0.2 0.3\nhen 0.4 0.5 0.6\n", VectorFileFormat.Glove, "red fox", "hen");
        RequireRead("red fox 1 2\n", VectorFileFormat.Glove, "red fox");
        Assert.Contains("line 1: the word 'route' is followed by 3 numbers instead of 2", Refusal("route 66 0.1 0.2\nhen 0.4 0.5\nfox 0.4 0.5\n"u8.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_an_invalid_or_control_byte_is_detected_as_text()
    {
        byte[] latin1 = [.. "2 3\ncaf"u8, 0xE9, .. " 0.1 0.2 0.3\nhen 0.4 0.5 0.6\n"u8];
        Assert.Equal(["caf\uFFFD", "hen"], VectorFileAccess.Read(_folder.Write("x", latin1)).Vectors.Vocabulary.Words);
        RequireRead("2 3\na\u0001b 0.1 0.2 0.3\nhen 0.4 0.5 0.6\n", VectorFileFormat.Text, "a\u0001b", "hen");
        RequireRead("1 1\n\u0001 0.1\n", VectorFileFormat.Text, "\u0001");
    }

    [Theory]
    [InlineData("2 3\n\nhen 0.1 0.2 0.3\nfox 0.4 0.5 0.6\n")]
    [InlineData("2 3\nhen 0.1 0.2 0.3\n\nfox 0.4 0.5 0.6\n")]
    public void A_blank_line_among_the_rows_of_a_text_is_reported(string text) =>
        Assert.Contains(": the line is empty after", Refusal(Contents.Bytes(text)), StringComparison.Ordinal);

    [Fact]
    public void Leading_blank_lines_and_lines_that_end_in_CR_are_read()
    {
        RequireRead("\n\n2 3\nhen 0.1 0.2 0.3\nfox 0.4 0.5 0.6\n", VectorFileFormat.Text, "hen", "fox");
        RequireRead("\nhen 0.1 0.2 0.3\nfox 0.4 0.5 0.6\n", VectorFileFormat.Glove, "hen", "fox");
        RequireRead("2 3\rhen 0.1 0.2 0.3\rfox 0.4 0.5 0.6\r", VectorFileFormat.Text, "hen", "fox");
        RequireRead("hen 0.1 0.2 0.3\rfox 0.4 0.5 0.6\r", VectorFileFormat.Glove, "hen", "fox");
    }

    [Theory]
    [InlineData("2 3\nred 0,1 0,2 0,3\nhen 1 2 3\n", "line 2: the numbers have decimal commas ('0,1'); write them with decimal points")]
    [InlineData("red 0,1 0,2 0,3\nhen 1 2 3\n", "line 1: the numbers have decimal commas")]
    [InlineData("1 1\nred 0,1\n", "line 2: the numbers have decimal commas")]
    public void Decimal_commas_are_reported_in_small_files_too(string text, string fault) => Assert.Contains(fault, Refusal(Contents.Bytes(text)), StringComparison.Ordinal);

    [Fact]
    public void Decimal_commas_are_reported_in_large_files()
    {
        string text = "5000 3\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"word{i} 0,{i} -1,5 2e-1\n"));
        Assert.Contains("decimal commas", Refusal(Contents.Bytes(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_header_of_deeplearning4j_and_its_words_in_base64_are_read()
    {
        RequireRead("3 4 120\nB64:bW9sZQ== 0.1 0.2 0.3 0.4\nB64:bmV3IHlvcms= 1 2 3 4\nB64:aGVu 5 6 7 8\n", VectorFileFormat.Text, "mole", "new york", "hen");
        RequireRead("1 2 9\nB64:aGVu 5 6\n", VectorFileFormat.Text, "hen");
        RequireRead("3 4 120\nhen 0.1 0.2\nfox 1 2\n", VectorFileFormat.Glove, "3", "hen", "fox");
        RequireRead("2 2 120\nhen 0.1 0.2\nfox 1 2\n", VectorFileFormat.Glove, "2", "hen", "fox");
    }

    [Theory]
    [InlineData("2e+00 3\nhen 0.1 0.2 0.3\nfox 0.4 0.5 0.6\n")]
    [InlineData("2 3e0\nhen 0.1 0.2 0.3\nfox 0.4 0.5 0.6\n")]
    public void Headers_with_exponents_or_grouped_digits_are_read(string text) => RequireRead(text, VectorFileFormat.Text, "hen", "fox");

    [Fact]
    public void A_header_with_grouped_digits_is_read_in_a_large_file()
    {
        string text = "40,000 3\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"w{i} 1 2 3\n"));
        Assert.Equal(40_000, VectorFileAccess.Read(_folder.Write("x", Contents.Bytes(text))).Vectors.Count);
    }

    [Theory]
    [InlineData("utf-16", "UTF-16LE")]
    [InlineData("utf-16BE", "UTF-16BE")]
    public void Text_in_UTF_16_is_reported_with_the_command_that_converts_it(string name, string shown)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] text = encoding.GetBytes("2 3\nred 0.1 0.2 0.3\nhen 0.4 0.5 0.6\n");
        Assert.Contains($"is {shown}, not UTF-8; convert it first: iconv -f {shown}", Refusal([.. encoding.GetPreamble(), .. text]), StringComparison.Ordinal);
        Assert.Contains($"is {shown}, not UTF-8", Refusal(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("word,0.1,0.2,0.3\nhen,1,2,3\n", "CSV")]
    [InlineData("hen;0,1;0,2\nfox;1;2\n", "CSV")]
    [InlineData("word,x,y\nhen,1,2\n", "CSV")]
    [InlineData("PAR1\u0015\u0004", "Parquet")]
    [InlineData("SQLite format 3\0\u0010", "SQLite")]
    [InlineData("FiFu\u0000\u0000", "finalfusion")]
    [InlineData("(dp0\nS'a'\np1\n", "Python pickle")]
    [InlineData("ccopy_reg\n_reconstructor\n", "Python pickle")]
    public void Files_of_other_programs_are_reported_with_the_remedy(string head, string name)
    {
        string message = Refusal(Encoding.Latin1.GetBytes(head + "\n"));
        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }")]
    [InlineData("{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2, 3)}")]
    [InlineData("{'shape': (2, 3), 'fortran_order': False, 'descr': u'|f4'}")]
    [InlineData("{ 'descr' : '=f4' , 'fortran_order' : False , 'shape' : ( 2 , 3 , ) , }")]
    public void Headers_of_arrays_are_read_as_Python_reads_them(string header)
    {
        _folder.Write("x.vocab.txt", "a\nb\n"u8);
        byte[] text = Contents.Bytes(header.PadRight(117) + "\n");
        byte[] numbers = new byte[24];
        BinaryPrimitives.WriteSingleLittleEndian(numbers.AsSpan(20), 7);
        string path = _folder.Write("x.npy", [.. NpyFormat.Magic, 1, 0, (byte)text.Length, 0, .. text, .. numbers]);
        WordVectors vectors = VectorFileAccess.Read(path).Vectors;
        Assert.Equal((2, 3), (vectors.Count, vectors.Dimension));
        Assert.Equal(7, vectors["b"][2]);
    }

    [Fact]
    public void The_only_table_of_safetensors_is_read_with_words_from_a_separate_file()
    {
        string path = _folder.Write("m.safetensors", OneTensor("embeddings", "F32", 2));
        Assert.Contains("tokenizer.json", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message, StringComparison.Ordinal);
        _folder.Write("m.vocab.txt", "hen\nnew york\n"u8);
        Assert.Equal(["hen", "new york"], VectorFileAccess.Read(path).Vectors.Vocabulary.Words);
        _folder.Write("tokenizer.json", """{"version":"1.0","model":{"type":"WordPiece","vocab":{"fox":1,"hen":0}}}"""u8);
        Assert.Equal(["hen", "new york"], VectorFileAccess.Read(path).Vectors.Vocabulary.Words);
        File.Delete(_folder.File("m.vocab.txt"));
        Assert.Equal(["hen", "fox"], VectorFileAccess.Read(path).Vectors.Vocabulary.Words);
    }

    [Theory]
    [InlineData("""{"model":{"type":"Unigram","vocab":[["hen",-1.5],["fox",-2]]}}""")]
    [InlineData("""{"model":{"vocab":{"hen":0}},"added_tokens":[{"id":1,"content":"fox"}]}""")]
    public void Words_of_tokenizers_of_several_kinds_are_read(string tokenizer)
    {
        string path = _folder.Write("model.safetensors", OneTensor("embedding.weight", "F16", 2));
        _folder.Write("tokenizer.json", Contents.Bytes(tokenizer));
        Assert.Equal(["hen", "fox"], VectorFileAccess.Read(path).Vectors.Vocabulary.Words);
    }

    [Theory]
    [InlineData("""{"model":{"vocab":{"hen":0}}}""")]
    [InlineData("""{"model":{"vocab":{"hen":0,"fox":5}}}""")]
    [InlineData("""{"model":5}""")]
    [InlineData("nonsense")]
    public void A_tokenizer_that_does_not_fit_the_table_is_refused(string tokenizer)
    {
        string path = _folder.Write("model.safetensors", OneTensor("embeddings", "F32", 2));
        _folder.Write("tokenizer.json", Contents.Bytes(tokenizer));
        Assert.Contains("tokenizer.json", Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(path)).Message, StringComparison.Ordinal);
    }

    private static byte[] OneTensor(string name, string type, int rows)
    {
        int bytes = rows * 3 * (type == "F16" ? 2 : 4);
        byte[] json = Contents.Bytes($$$"""{"{{{name}}}":{"dtype":"{{{type}}}","shape":[{{{rows}}},3],"data_offsets":[0,{{{bytes}}}]}}""");
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. new byte[bytes]];
    }

    private void RequireRead(string text, VectorFileFormat format, params string[] words)
    {
        string path = _folder.Write("x", Contents.Bytes(text));
        Assert.Equal(format, VectorFiles.DetectFormat(path));
        Assert.Equal(words, VectorFileAccess.Read(path).Vectors.Vocabulary.Words);
        Assert.Equal(words, VectorFileAccess.Read(path, format).Vectors.Vocabulary.Words);
    }

    private string Refusal(byte[] file) => Assert.ThrowsAny<UnusableInputException>(() => VectorFileAccess.Read(_folder.Write("x", file))).Message;
}
