using System.Diagnostics;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.SideBySide;

/// <summary>One training with Talpa's library, timed by phases: the counterpart of bench/gensim_run.py.</summary>
internal static class TalpaRun
{
    public static Timing Train(Arguments arguments)
    {
        Setting setting = Setting.From(arguments);
        int epochs = arguments.Integer("epochs", 1);
        long start = Stopwatch.GetTimestamp();
        using EncodedCorpus corpus = EncodedCorpus.Encode(TextSource.File(arguments.Text("corpus")), setting.Corpus);
        double vocabulary = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (epochs == 0)
        {
            return new Timing(vocabulary, 0);
        }

        var trainer = new Trainer(corpus, setting.ToOptions(epochs, arguments.Integer("seed", 1)));
        start = Stopwatch.GetTimestamp();
        trainer.Run();
        double training = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (arguments.Text("output", "") is { Length: > 0 } output)
        {
            trainer.CurrentVectors(VectorSide.Input).Save(output, VectorFileFormat.Word2Vec);
        }

        return new Timing(vocabulary, training);
    }
}
