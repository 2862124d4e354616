using Talpa.CoOccurrence;
using Talpa.Evaluation;
using Talpa.Text;
using Talpa.Training;
using static Talpa.Tests.Training.Exact.ExactFixtures;

namespace Talpa.Tests.Training.Exact;

public class HeldOutTextTests
{
    [Fact]
    public void Sentences_held_out_are_predicted_and_not_learned()
    {
        using EncodedCorpus corpus = Encode(RandomText(60));
        TrainingOptions options = Small with { Epochs = 6, Objective = new ExactSoftmax { HoldOut = 0.25, MinImprovement = 0, Directional = false } };
        var trainer = new Trainer(corpus, options);
        var reports = new Reports();
        TrainingProgress end = trainer.Run(reports, TestContext.Current.CancellationToken);
        using CoOccurrenceCounts learned = CoOccurrenceCounts.Count(corpus, options.Pairs, TestContext.Current.CancellationToken);
        using CoOccurrenceCounts heldOut = CoOccurrenceCounts.CountHeldOut(corpus, learned, options.Pairs, TestContext.Current.CancellationToken);
        using CoOccurrenceCounts all = CoOccurrenceCounts.Count(corpus, options.Pairs with { Sentences = null }, TestContext.Current.CancellationToken);

        Assert.InRange(heldOut.Total / all.Total, 0.2, 0.3);
        Assert.Equal(all.Total, learned.Total + heldOut.Total, 1e-4 * all.Total);
        Assert.Equal(ContextCalibration.Compare(Prediction(trainer.Model), learned, CancellationToken.None).CrossEntropy, end.Loss, 1e-4);
        ContextScore expected = ContextCalibration.Compare(Prediction(trainer.Model), heldOut, CancellationToken.None);
        Assert.Equal(expected.CrossEntropy, end.HeldOutLoss, 1e-4);
        ContextScore kept = TrainedModel.From(trainer, end).Report!.HeldOut!;
        Assert.Equal((expected.Pairs, expected.CrossEntropy), (kept.Pairs, kept.CrossEntropy));
        Assert.Equal(expected.Calibration, kept.Calibration);
        Assert.All(reports.All.Where(report => report.Epoch > 1), report => Assert.InRange(report.HeldOutLoss, 0, 10));
    }

    [Fact]
    public void The_score_of_a_directional_training_is_of_words_and_its_loss_of_words_with_their_sides()
    {
        using EncodedCorpus corpus = Encode(RandomText(60));
        var trainer = new Trainer(corpus, Small with { Epochs = 6, Objective = new ExactSoftmax { HoldOut = 0.25, MinImprovement = 0, Directional = true } });
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);

        ContextScore score = TrainedModel.From(trainer, end).Report!.HeldOut!;

        // The side is one of two, as good as equally probable.
        Assert.Equal(Math.Log(2), end.HeldOutLoss - score.CrossEntropy, 0.1);
    }

    [Fact]
    public void Text_held_out_is_measured_alike_by_any_number_of_threads_and_not_at_all_when_cancelled()
    {
        using EncodedCorpus corpus = Encode(RandomText(300));
        var trainer = new Trainer(corpus, Small with { Epochs = 1 });
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, trainer.Model.Options.Pairs, TestContext.Current.CancellationToken);

        ContextScore one = ContextCalibration.Compare(Prediction(trainer.Model), counts, 1, CancellationToken.None);
        foreach (int threads in new[] { 2, 7 })
        {
            ContextScore other = ContextCalibration.Compare(Prediction(trainer.Model), counts, threads, CancellationToken.None);
            Assert.Equal((one.CrossEntropy, one.Perplexity), (other.CrossEntropy, other.Perplexity));
            Assert.Equal(one.Calibration, other.Calibration);
        }

        Assert.Throws<OperationCanceledException>(() => ContextCalibration.Compare(Prediction(trainer.Model), counts, 2, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_cancellation_after_the_last_sweep_keeps_the_model()
    {
        using EncodedCorpus corpus = Encode(RandomText(60));
        using var source = new CancellationTokenSource();
        var trainer = new Trainer(corpus, Small with { Epochs = 2, Objective = new ExactSoftmax { HoldOut = 0.25, MinImprovement = 0 } });
        TrainingProgress end = trainer.Run(new Reports(report => { if (report.Epoch == 2 && report.Tokens == report.TotalTokens) { source.Cancel(); } }), source.Token);
        Assert.Equal(1, end.Fraction);
        Assert.Null(TrainedModel.From(trainer, end).Report!.HeldOut);
    }

    [Fact]
    public void Words_that_only_sentences_held_out_have_are_left_out()
    {
        // With the first seeds that hold out one of two sentences.
        using EncodedCorpus corpus = Encode(["a b a b a b", "a c a c a c b"]);
        SentenceSplit split = Enumerable.Range(1, 100).Select(seed => new SentenceSplit(0.5, seed, TakesHeldOut: false)).First(split => split.Takes(0, 0) && !split.Takes(0, 1));
        CoOccurrenceOptions options = Small.Pairs with { Window = 1, Sentences = split };
        using CoOccurrenceCounts learned = CoOccurrenceCounts.Count(corpus, options, TestContext.Current.CancellationToken);
        using CoOccurrenceCounts heldOut = CoOccurrenceCounts.CountHeldOut(corpus, learned, options, TestContext.Current.CancellationToken);

        // Without c the sentence held out reads "a a a b".
        Assert.Equal(10, learned.Total);
        Assert.Equal(6, heldOut.Total);
        Assert.True(corpus.Vocabulary.TryGetId("c", out int unseen));
        Assert.Equal(0, heldOut.Totals[unseen]);
    }

    [Fact]
    public void The_report_of_text_held_out_is_kept_with_the_model()
    {
        using EncodedCorpus corpus = Encode(RandomText(20));
        var trainer = new Trainer(corpus, Small with { Epochs = 2, Objective = new ExactSoftmax { HoldOut = 0.25 } });
        TrainedModel model = TrainedModel.From(trainer, trainer.Run(cancellationToken: TestContext.Current.CancellationToken));
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        TrainedModel loaded = TrainedModel.Load(stream);
        Assert.Equal(model.Report!.HeldOut!.Perplexity, loaded.Report!.HeldOut!.Perplexity);
        Assert.Equal(model.Report.HeldOut.Calibration, loaded.Report.HeldOut.Calibration);
    }

    [Fact]
    public void Probabilities_of_contexts_are_calibrated_on_held_out_text()
    {
        using EncodedCorpus corpus = Encode(SmallTexts.PetsAndTrains(4000, seed: 1));
        using EncodedCorpus heldOut = Encode(SmallTexts.PetsAndTrains(4000, seed: 2));
        var trainer = new Trainer(corpus, Small);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(
            heldOut, corpus.Vocabulary, new() { Window = Small.Window, SubsamplingThreshold = 0, Weighting = Small.ActualWindowWeighting }, TestContext.Current.CancellationToken);

        ContextScore score = ContextCalibration.Compare(Prediction(trainer.Model), counts, TestContext.Current.CancellationToken);

        Assert.Equal(score.Pairs, score.Calibration.Sum(bin => bin.Predicted), 1e-3 * score.Pairs);
        Assert.Equal(score.Pairs, score.Calibration.Sum(bin => bin.Observed), 1e-3 * score.Pairs);
        Assert.All(score.Calibration.Where(bin => bin.Predicted > 0.05 * score.Pairs), bin => Assert.InRange(bin.Ratio, 0.9, 1.1));
        Assert.InRange(score.Perplexity, Math.Exp(Entropy(counts)), Math.Exp(Entropy(counts)) * 1.1);
    }

    [Fact]
    public void With_the_prior_a_short_text_teaches_more_about_other_text()
    {
        using EncodedCorpus corpus = Encode(RandomText(300, linesForEach: 2, seed: 1));
        using EncodedCorpus heldOut = Encode(RandomText(300, linesForEach: 2, seed: 2));
        Assert.True(Perplexity(8) < 0.8 * Perplexity(0));

        double Perplexity(double prior)
        {
            var trainer = new Trainer(corpus, Small with { Objective = new ExactSoftmax { Prior = prior, MinImprovement = 0 } });
            trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
            return ContextScore.Measure(Prediction(trainer.Model), heldOut, Small.Window, Small.ActualWindowWeighting, 0, TestContext.Current.CancellationToken).Perplexity;
        }
    }
}
