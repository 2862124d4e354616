namespace Talpa.Textbook;

/// <summary>
/// The same objective as <see cref="SkipGram"/>, for a whole text at once. All occurrences of a centre word w share one prediction
/// p(·|w), so a text enters only through counts: c(w, o), how often o occurs in the context of w. With n(w) = Σ c(w, o):
/// <code>
/// loss                = Σ_w  [ n(w) · log Σ_v exp score(w, v)  −  Σ_o c(w, o) · score(w, o) ]
/// score(w, v)         = u(v) · h(w) + bias(v)
/// error(w, v)         = n(w) · p(v|w) − c(w, v)          the errors of all steps with centre w, added up
/// gradient of h(w)    = Σ_v error(w, v) · u(v)
/// gradient of u(v)    = Σ_w error(w, v) · h(w)
/// gradient of bias(v) = Σ_w error(w, v)
/// </code>
/// With a Gaussian prior of strength λ on the vectors (not the biases), what is minimised is
/// <code>
/// objective = loss + λ/2 · Σ_w |h(w)|² + λ/2 · Σ_v |u(v)|²,     which adds λ · h(w) and λ · u(v) to the gradients
/// </code>
/// Double precision, no tricks: the oracle of the exact softmax's sweeps. Its cost is 6 · V² · dimension, however long the text.
/// </summary>
internal sealed class CountedSkipGram
{
    private readonly double[][] _counts;
    private readonly double _prior;

    /// <summary>Puts counts and vectors together; the arrays are used, not copied.</summary>
    /// <param name="counts">c, V × V: a row for each centre word.</param>
    /// <param name="input">h, V × dimension.</param>
    /// <param name="output">u, V × dimension.</param>
    /// <param name="bias">V numbers; the textbook has none, which is zeros.</param>
    /// <param name="prior">λ, in pairs; 0 for none.</param>
    public CountedSkipGram(double[][] counts, double[][] input, double[][] output, double[] bias, double prior = 0)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(bias);
        _counts = counts;
        Input = input;
        Output = output;
        Bias = bias;
        _prior = prior;
    }

    /// <summary>The input vectors, V × dimension.</summary>
    public double[][] Input { get; }

    /// <summary>The output vectors, V × dimension.</summary>
    public double[][] Output { get; }

    /// <summary>The biases, V numbers.</summary>
    public double[] Bias { get; }

    /// <summary>The probability of every word as a neighbour of a centre word; they sum to 1.</summary>
    public double[] Probabilities(int centre) => SkipGram.Softmax(Scores(centre));

    /// <summary>The loss of all pairs with one centre word, in nats.</summary>
    public double Loss(int centre)
    {
        double[] probabilities = Probabilities(centre);
        double loss = 0;
        for (int o = 0; o < probabilities.Length; o++)
        {
            loss -= _counts[centre][o] > 0 ? _counts[centre][o] * Math.Log(probabilities[o]) : 0;
        }

        return loss;
    }

    /// <summary>error(w, ·) of a centre word: what its pairs pull each score down by, all of them together.</summary>
    public double[] Errors(int centre)
    {
        double pairs = _counts[centre].Sum();
        return [.. Probabilities(centre).Zip(_counts[centre], (p, c) => (pairs * p) - c)];
    }

    /// <summary>What is minimised, in nats: the loss of some centre words and the prior.</summary>
    /// <param name="centres">Centre words with the factor of their loss and of their vector's prior, 1 for the textbook's.</param>
    /// <param name="outputPrior">The strength of the output vectors' prior: λ, or the share of it that falls to these centre words.</param>
    public double Objective(IEnumerable<(int Centre, double Weight)> centres, double outputPrior)
    {
        ArgumentNullException.ThrowIfNull(centres);
        return centres.Sum(centre => centre.Weight * (Loss(centre.Centre) + (_prior / 2 * SquaredLength(Input[centre.Centre]))))
            + (outputPrior / 2 * Output.Sum(SquaredLength));
    }

    /// <summary>The gradient of <see cref="Objective"/>.</summary>
    /// <param name="centres">Centre words with the factor of their loss and of their vector's prior, 1 for the textbook's.</param>
    /// <param name="outputPrior">The strength of the output vectors' prior: λ, or the share of it that falls to these centre words.</param>
    /// <returns>The gradients of all input vectors, all output vectors and all biases.</returns>
    public (double[][] Input, double[][] Output, double[] Bias) Gradient(IEnumerable<(int Centre, double Weight)> centres, double outputPrior = 0)
    {
        ArgumentNullException.ThrowIfNull(centres);
        double[][] input = Zeros();
        double[][] output = [.. Output.Select(u => u.Select(x => outputPrior * x).ToArray())];
        double[] bias = new double[Bias.Length];
        foreach ((int centre, double weight) in centres)
        {
            double[] errors = Errors(centre);
            for (int d = 0; d < Input[centre].Length; d++)
            {
                input[centre][d] += weight * _prior * Input[centre][d];
            }

            for (int v = 0; v < errors.Length; v++)
            {
                double error = weight * errors[v];
                bias[v] += error;
                for (int d = 0; d < Input[centre].Length; d++)
                {
                    input[centre][d] += error * Output[v][d];
                    output[v][d] += error * Input[centre][d];
                }
            }
        }

        return (input, output, bias);
    }

    private double[] Scores(int centre) =>
        [.. Output.Select((u, v) => u.Zip(Input[centre], (x, y) => x * y).Sum() + Bias[v])];

    private static double SquaredLength(double[] vector) => vector.Sum(x => x * x);

    private double[][] Zeros() => [.. Input.Select(row => new double[row.Length])];
}
