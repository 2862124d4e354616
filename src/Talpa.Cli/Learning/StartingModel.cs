using System.Numerics.Tensors;
using Talpa.Training;

namespace Talpa.Cli.Learning;

/// <summary>The model that a training starts from.</summary>
internal sealed record StartingModel
{
    private StartingModel(string path, bool isContinued, TrainedModel model, StartingVectors vectors)
    {
        Path = path;
        IsContinued = isContinued;
        Model = model;
        Vectors = vectors;
    }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>Whether its training is continued: its words and options are those of the new one. Otherwise words of the text take its vectors.</summary>
    public bool IsContinued { get; }

    /// <summary>The model.</summary>
    public TrainedModel Model { get; }

    /// <summary>What the training takes from it.</summary>
    public StartingVectors Vectors { get; }

    /// <summary>The file with the words that are frozen; <c>null</c> for none.</summary>
    public string? FrozenWordsFile { get; init; }

    /// <summary>Loads a model whose training is to be continued.</summary>
    /// <exception cref="UnusableInputException">It can't be read, or lacks what continuing needs.</exception>
    public static StartingModel ToContinue(string path)
    {
        // The tables stay in the file, where it is one that can be mapped.
        var model = TrainedModel.Map(path);
        try
        {
            return new StartingModel(path, true, RequireFinite(model, model.InputVectors, path), model.ToStart());
        }
        catch (UnusableInputException fault) when (!fault.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new UnusableInputException($"{path}: {char.ToLowerInvariant(fault.Message[0])}{fault.Message[1..]}", fault);
        }
    }

    /// <summary>Loads vectors for the words of a text.</summary>
    /// <exception cref="UnusableInputException">They can't be read.</exception>
    public static StartingModel ToInitialise(string path)
    {
        var model = TrainedModel.Map(path);
        return new StartingModel(path, false, RequireFinite(model, model.Vectors, path), StartingVectors.Of(model.Vectors));
    }

    /// <summary>The options of a training that starts from it, where others are not given.</summary>
    /// <param name="usual">The options of a training from the start.</param>
    public TrainingOptions Defaults(TrainingOptions usual) =>
        IsContinued ? Model.OptionsToContinue() : usual with { Objective = usual.Objective ?? new NegativeSampling(), Dimension = Vectors.Dimension };

    /// <summary>Options of a training with the words of the start in its corpus, as they are not kept in a checkpoint.</summary>
    public TrainingOptions Complete(TrainingOptions options) => options with
    {
        Corpus = IsContinued ? options.Corpus with { Vocabulary = Vectors.Vocabulary, ExtendVocabulary = true, KnownPhrases = Model.Phrases } : options.Corpus,
        Start = FrozenWordsFile is { } file ? (options.Start ?? new StartOptions()) with { FrozenWords = ReadWords(file) } : options.Start,
    };

    /// <summary>The words of a file, one a line. Blank lines are skipped.</summary>
    private List<string> ReadWords(string file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{file}: the words to freeze can't be read; the system reports: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }

        var words = new List<string>();
        for (int i = 0; i < lines.Length; i++)
        {
            string word = lines[i].Trim();
            if (word.Length > 0)
            {
                words.Add(Vectors.Vocabulary.TryGetId(word, out _) ? word : throw new UnusableInputException($"{file}, line {i + 1}: {Path} does not have the word '{word}'; remove the line"));
            }
        }

        return words.Count > 0 ? words : throw new UnusableInputException($"{file}: there are no words in the file; write the words to freeze, one a line");
    }

    /// <summary>Refuses vectors that would make the training diverge.</summary>
    private static TrainedModel RequireFinite(TrainedModel model, WordVectors vectors, string path)
    {
        for (int id = 0; id < vectors.Count; id++)
        {
            if (!float.IsFinite(TensorPrimitives.SumOfSquares(vectors[id])))
            {
                throw new UnusableInputException($"{path}: the vector of '{vectors.Vocabulary[id]}' holds NaN or numbers that are too large; a training can't start from it");
            }
        }

        return model;
    }
}
