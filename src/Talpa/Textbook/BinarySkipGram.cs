namespace Talpa.Textbook;

/// <summary>
/// Skip-gram that predicts a few yes-or-no answers instead of the whole vocabulary: what negative sampling
/// (<see cref="NegativeSamplingQuestions"/>) and the hierarchical softmax (<see cref="HierarchicalSoftmaxQuestions"/>) have in common. They differ only
/// in which output vectors they use and what the true answers are. With h the centre's input vector and u(r) an output vector:
/// <code>
/// p(r)          = σ(u(r) · h) = 1 / (1 + exp(− u(r) · h))
/// loss          = − Σ log p(r) where the answer is yes − Σ log(1 − p(r)) where it is no
/// error(r)      = p(r) − answer(r)
/// gradient of h = Σ error(r) · u(r),   gradient of u(r) = error(r) · h for each question about it
/// </code>
/// Source: Rong, "word2vec Parameter Learning Explained" (2014), section 3. Double precision.
/// </summary>
internal sealed class BinarySkipGram
{
    /// <summary>Takes the two tables as they are; they are written to.</summary>
    /// <param name="input">The input vectors, vocabulary × dimension.</param>
    /// <param name="output">The output vectors, one for each row × dimension.</param>
    public BinarySkipGram(double[][] input, double[][] output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        Input = input;
        Output = output;
    }

    /// <summary>The input vectors, vocabulary × dimension.</summary>
    public double[][] Input { get; }

    /// <summary>The output vectors, rows × dimension.</summary>
    public double[][] Output { get; }

    /// <summary>The probability of yes to a question: σ(u · h).</summary>
    public double Probability(int centre, int row) => 1 / (1 + Math.Exp(-Dot(Output[row], Input[centre])));

    /// <summary>The loss of a centre word's questions, in nats.</summary>
    public double Loss(int centre, IEnumerable<BinaryQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);

        // − log σ(x) is log(1 + exp(−x)), and − log(1 − σ(x)) is the same of −x.
        return questions.Sum(q =>
        {
            double score = Dot(Output[q.Row], Input[centre]);
            return SoftPlus(q.Answer > 0 ? -score : score);
        });
    }

    /// <summary>One step of gradient descent, both gradients from the vectors as they were.</summary>
    /// <param name="centre">Id of the centre word.</param>
    /// <param name="questions">The questions; a row may occur more than once.</param>
    /// <param name="learningRate">How far to go along the gradient.</param>
    public BinaryStep Step(int centre, IReadOnlyList<BinaryQuestion> questions, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(questions);
        double loss = Loss(centre, questions);
        double[] hidden = [.. Input[centre]];
        double[] probabilities = [.. questions.Select(q => Probability(centre, q.Row))];
        double[] errors = [.. probabilities.Zip(questions, (p, q) => p - q.Answer)];
        double[] inputGradient = new double[hidden.Length];
        var outputGradient = new Dictionary<int, double[]>();
        for (int i = 0; i < questions.Count; i++)
        {
            int row = questions[i].Row;
            AddScaled(inputGradient, errors[i], Output[row]);
            outputGradient.TryAdd(row, new double[hidden.Length]);
            AddScaled(outputGradient[row], errors[i], hidden);
        }

        AddScaled(Input[centre], -learningRate, inputGradient);
        foreach ((int row, double[] gradient) in outputGradient)
        {
            AddScaled(Output[row], -learningRate, gradient);
        }

        return new BinaryStep
        {
            Centre = centre,
            Questions = [.. questions],
            Probabilities = probabilities,
            Errors = errors,
            InputGradient = inputGradient,
            OutputGradient = outputGradient,
            LossBefore = loss,
        };
    }

    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void AddScaled(double[] target, double scale, double[] vector)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += scale * vector[i];
        }
    }
}
