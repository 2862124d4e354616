using System.Globalization;
using Talpa.Cli.Rendering;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Cli.Learning;

/// <summary>Sees before the work whether the memory suffices for it: a training that is ended by the system after hours has saved nothing.</summary>
internal static class MemoryCheck
{
    /// <summary>Refuses a training that would not fit.</summary>
    /// <param name="job">The training.</param>
    /// <param name="options">Its options, with what was left to Talpa chosen.</param>
    /// <param name="vocabulary">Its words.</param>
    /// <param name="estimate">What it will allocate, in bytes: all of it, and the vectors alone.</param>
    /// <param name="peak">The most the process will occupy, in bytes.</param>
    /// <param name="terminal">Where a note goes, if it is to be tried anyway.</param>
    /// <exception cref="NotEnoughMemoryException">It does not fit; the message has the figures and what to lower.</exception>
    public static void Require(TrainingJob job, TrainingOptions options, Vocabulary vocabulary, (long Total, long Vectors) estimate, long peak, Terminal terminal)
    {
        long available = ProcessMemory.Available;

        if (peak <= available)
        {
            return;
        }

        string figures = $"the training takes about {Figures.Bytes(peak)} of memory, {Figures.Bytes(estimate.Vectors)} of it for {Figures.Count(vocabulary.Count)} words with vectors of "
            + $"{options.Dimension} numbers on two sides{(HasReplicas(options) ? $", with those of {options.Shards} shards" : "")}, but there are {Figures.Bytes(available)}";
        if (!job.OverMemory)
        {
            throw new NotEnoughMemoryException($"{figures}; {Advice(job, options, vocabulary, estimate, peak, available)}--over-memory tries it anyway");
        }

        Notes.Write(terminal, $"{figures}; {(job.From is not null ? RemedyWhenResuming : HasReplicas(options) ? $"--shards 1, --free-running, {Remedy}" : Remedy)}");
    }

    private static bool HasReplicas(TrainingOptions options) => options.Shards > 1;

    /// <summary>The advice uses at most this share of the memory: an estimate is accurate to a tenth, and the memory that the process occupies already varies.</summary>
    private const double AdvisedShare = 0.9;

    private const string Remedy = "--min-count, --max-vocab and --dim make it less";

    /// <summary>A training that was begun is what it is.</summary>
    private const string RemedyWhenResuming = "resume on a machine with more memory";

    /// <summary>What would fit: all that is allocated grows with the words, and nearly all with the dimension.</summary>
    private static string Advice(
        TrainingJob job, TrainingOptions options, Vocabulary vocabulary, (long Total, long Vectors) estimate, long peak, long available)
    {
        if (job.From is not null)
        {
            return $"{RemedyWhenResuming}, ";
        }

        // Without replicas one part of as many as there are tables is left.
        long replicas = HasReplicas(options) ? estimate.Vectors / (1 + options.Shards!.Value) * options.Shards.Value : 0;
        if (replicas > 0 && peak - replicas <= AdvisedShare * available)
        {
            return "--shards 1 or --free-running would fit, ";
        }

        double share = ((AdvisedShare * available) - (peak - estimate.Total)) / estimate.Total;
        int words = (int)(share * vocabulary.Count);
        int dimension = (int)(share * job.Options.Dimension) / 8 * 8;
        string fewerWords = words > 0 ? $"--max-vocab {words.ToString(CultureInfo.InvariantCulture)}" : "";
        string shorter = dimension > 0 ? $"--dim {dimension}" : "";
        return (fewerWords, shorter) switch
        {
            ("", "") => "",
            (_, "") => $"{fewerWords} would fit, ",
            _ => $"{fewerWords} or {shorter} would fit, ",
        };
    }
}
