namespace Talpa.Textbook;

/// <summary>
/// Skip-gram with the full softmax, as a textbook has it: the algorithm that everything else in Talpa makes faster.
/// <para>
/// A word is only an index. Two tables give each index a vector: the input vectors (the embedding, used when the word is the
/// centre) and the output vectors (the softmax weights, used when it is predicted). The centre word predicts every
/// word in its window. With h the centre's input vector, u(w) the output vector of word w and C context words:
/// </para>
/// <code>
/// score(w)       = u(w) · h
/// p(w)           = exp score(w) / Σ exp score(v)         softmax over the whole vocabulary
/// loss           = − Σ log p(o)                          over the context words o
/// error(w)       = C · p(w) − truth(w)                   prediction minus truth, truth(w) = how often w occurs in the context
/// gradient of h  = Σ error(w) · u(w)
/// gradient of u(w) = error(w) · h
/// vector        −= learning rate · gradient
/// </code>
/// <para>
/// Source: Mikolov, Chen, Corrado, Dean, "Efficient Estimation of Word Representations in Vector Space" (2013), section 3.2, and
/// Rong, "word2vec Parameter Learning Explained" (2014), section 2. Double precision, no tricks: this is the oracle of the fast code.
/// </para>
/// </summary>
public sealed class SkipGram
{
    private readonly Dictionary<string, int> _ids;

    /// <summary>Gives every different word an id, in order of appearance, and two random vectors.</summary>
    /// <param name="words">Words, repeated or not.</param>
    /// <param name="dimension">Length of a vector, 1 or more.</param>
    /// <param name="seed">Seed of the random vectors: the same seed gives the same vectors.</param>
    public SkipGram(IEnumerable<string> words, int dimension, int seed)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Words = [.. words.Distinct(StringComparer.Ordinal)];
        Dimension = dimension;
        _ids = Words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id, StringComparer.Ordinal);

        var random = new Random(seed);
        Input = RandomTable(random);
        Output = RandomTable(random);
    }

    /// <summary>The vocabulary: the word with id i is <c>Words[i]</c>.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Length of a vector.</summary>
    public int Dimension { get; }

    /// <summary>The input vectors, vocabulary × dimension: what is learned for use. May be written to, to place the vectors by hand.</summary>
    public double[][] Input { get; }

    /// <summary>The output vectors, vocabulary × dimension: the weights of the softmax. May be written to.</summary>
    public double[][] Output { get; }

    /// <summary>A word's id.</summary>
    /// <exception cref="KeyNotFoundException">The word is not in the vocabulary.</exception>
    public int Id(string word) => _ids.TryGetValue(word, out int id)
        ? id
        : throw new KeyNotFoundException($"'{word}' is not in the vocabulary.");

    /// <summary>The words of a sentence as ids.</summary>
    /// <exception cref="KeyNotFoundException">A word is not in the vocabulary.</exception>
    public int[] Ids(IEnumerable<string> sentence) => [.. sentence.Select(Id)];

    /// <summary>The context of one position: the ids up to <paramref name="window"/> positions to its left and to its right.</summary>
    public static int[] Context(IReadOnlyList<int> sentence, int position, int window = 2)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        int first = Math.Max(0, position - window);
        int last = Math.Min(sentence.Count - 1, position + window);
        return [.. Enumerable.Range(first, last - first + 1).Where(p => p != position).Select(p => sentence[p])];
    }

    /// <summary>The score of every word as a neighbour of a centre word: u(w) · h.</summary>
    public double[] Scores(int centre) => [.. Output.Select(u => Dot(u, Input[centre]))];

    /// <summary>The probability of every word as a neighbour of a centre word; they sum to 1.</summary>
    public double[] Probabilities(int centre) => Softmax(Scores(centre));

    /// <summary>The loss of a centre word in its context: − Σ log p(o), in nats.</summary>
    public double Loss(int centre, IEnumerable<int> context) => Loss(Scores(centre), context);

    /// <summary>
    /// One step of gradient descent: the centre word predicts its context, and all vectors move against the gradient of the loss.
    /// </summary>
    /// <param name="centre">Id of the centre word.</param>
    /// <param name="context">Ids of the context words; one that occurs twice counts twice.</param>
    /// <param name="learningRate">How far to go along the gradient.</param>
    /// <returns>Everything the step computed, for a person or a test to look at.</returns>
    public SkipGramStep Step(int centre, IReadOnlyList<int> context, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(context);

        // Forward: what does the centre word predict?
        double[] hidden = [.. Input[centre]];
        double[] scores = Scores(centre);
        double[] probabilities = Softmax(scores);

        // The truth: a one-hot vector for each context word, added up.
        double[] truth = new double[Words.Count];
        foreach (int o in context)
        {
            truth[o]++;
        }

        // Each context word is one prediction, so the prediction counts once for each.
        double[] errors = [.. probabilities.Zip(truth, (p, t) => (context.Count * p) - t)];

        // Backward: both gradients from the vectors as they were.
        double[] inputGradient = new double[Dimension];
        for (int w = 0; w < Words.Count; w++)
        {
            AddScaled(inputGradient, errors[w], Output[w]);
        }

        double[][] outputGradient = [.. errors.Select(error => hidden.Select(x => error * x).ToArray())];

        // Descend.
        double lossBefore = Loss(scores, context);
        double[][] outputBefore = Copy(Output);
        AddScaled(Input[centre], -learningRate, inputGradient);
        for (int w = 0; w < Words.Count; w++)
        {
            AddScaled(Output[w], -learningRate, outputGradient[w]);
        }

        return new SkipGramStep
        {
            Centre = centre,
            Context = [.. context],
            LearningRate = learningRate,
            Hidden = hidden,
            Scores = scores,
            Probabilities = probabilities,
            Truth = truth,
            Errors = errors,
            InputGradient = inputGradient,
            OutputGradient = outputGradient,
            OutputBefore = outputBefore,
            InputAfter = [.. Input[centre]],
            OutputAfter = Copy(Output),
            ProbabilitiesAfter = Probabilities(centre),
            LossBefore = lossBefore,
            LossAfter = Loss(centre, context),
        };
    }

    /// <summary>Scores to probabilities. The largest score is taken off first, which changes nothing but keeps exp in range.</summary>
    public static double[] Softmax(IReadOnlyList<double> scores)
    {
        double largest = scores.Max();
        double[] exponentials = [.. scores.Select(s => Math.Exp(s - largest))];
        double sum = exponentials.Sum();
        return [.. exponentials.Select(e => e / sum)];
    }

    /// <summary>− log p(o) as log Σ exp score(w) − score(o): the same, but finite even where p(o) is too small for a number to hold.</summary>
    private static double Loss(double[] scores, IEnumerable<int> context)
    {
        double largest = scores.Max();
        double logSum = largest + Math.Log(scores.Sum(s => Math.Exp(s - largest)));
        return context.Sum(o => logSum - scores[o]);
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[][] Copy(double[][] table) => [.. table.Select(row => (double[])[.. row])];

    private static void AddScaled(double[] target, double scale, double[] vector)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += scale * vector[i];
        }
    }

    /// <summary>Uniform in −0.5 to 0.5. Not zero: with both tables at zero every gradient is zero, and nothing would ever move.</summary>
    private double[][] RandomTable(Random random) =>
        [.. Words.Select(_ => Enumerable.Range(0, Dimension).Select(_ => random.NextDouble() - 0.5).ToArray())];
}
