using Talpa.Text;
using Talpa.Training;

namespace Talpa.Tests.Training;

public sealed class NumberGuardTests
{
    public static readonly TheoryData<Objective, float> Losses = new MatrixTheoryData<Objective, float>(
        Objective.All.ToArray(), [float.NaN, float.PositiveInfinity, float.NegativeInfinity]);

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_non_finite_number_anywhere_in_either_table_is_found_when_the_loss_is_finite(Objective objective, float number)
    {
        EmbeddingModel model = NewModel(objective);
        var guard = new NumberGuard(model);
        _ = guard.CheckAll(State(1));

        model.InputVectors.Matrix.Row(250)[2] = number;
        RequireDiverged(() => guard.CheckAll(State(1)));
        model.InputVectors.Matrix.Row(250)[2] = 1;
        model.Output.Row(249)[0] = number;
        RequireDiverged(() => guard.CheckAll(State(1)));
        model.Output.Row(249)[0] = 1;
        _ = guard.CheckAll(State(1));
        if (model.OutputBias is { } bias)
        {
            bias.Row(0)[250] = number;
            RequireDiverged(() => guard.CheckAll(State(1)));
        }
    }

    [Fact]
    public void A_non_finite_number_is_found_soon_by_checking_a_few_rows_in_turn_and_at_once_in_a_frequent_word()
    {
        EmbeddingModel model = NewModel(new NegativeSampling());
        model.Output.Row(0)[1] = float.NaN;
        RequireDiverged(() => new NumberGuard(model).Check(State(1)));
        model.Output.Row(0)[1] = 0;
        model.Output.Row(200)[1] = float.NaN;
        var guard = new NumberGuard(model);

        // 251 rows, 32 of them per check.
        RequireDiverged(() =>
        {
            for (int i = 0; i < 8; i++)
            {
                _ = guard.Check(State(1));
            }
        });
    }

    [Theory]
    [InlineData("negative", 41, 42)]
    [InlineData("hierarchical", 65, 66)]
    [InlineData("softmax", 65, 66)]
    [InlineData("exact", 65, 66)]
    public void A_loss_ten_times_that_of_an_untrained_model_is_divergence(string objective, double good, double bad)
    {
        // For 251 words: log 251 + 1 = 6.53 nats. For one word and 5 negative samples: 6 log 2 = 4.16.
        var guard = new NumberGuard(NewModel(Objective.Find(objective)!));
        _ = guard.Check(State(good));
        RequireDiverged(() => guard.Check(State(bad)), "where a model that has learned nothing has");
        RequireDiverged(() => guard.Check(State(double.NaN)), "is no longer a number");
        RequireDiverged(() => guard.Check(State(double.PositiveInfinity)), "is no longer a number");
    }

    [Fact]
    public void Before_the_first_prediction_no_loss_is_checked() =>
        _ = new NumberGuard(NewModel(new FullSoftmax())).CheckAll(State(double.NaN) with { Predictions = 0 });

    private static void RequireDiverged(Action check, string reason = "vectors hold what is no longer a number")
    {
        string message = Assert.Throws<TrainingDivergedException>(check).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("a lower learning rate than", message, StringComparison.Ordinal);
    }

    private static EmbeddingModel NewModel(Objective objective) =>
        new(new Vocabulary(Enumerable.Range(0, 251).Select(i => $"w{i}"), Enumerable.Repeat(7L, 251)), new TrainingOptions { Objective = objective, Dimension = 3 });

    private static TrainingProgress State(double loss) => new()
    {
        Tokens = 10,
        TotalTokens = 100,
        Elapsed = TimeSpan.FromSeconds(1),
        Epoch = 1,
        LearningRate = 0.5,
        Loss = loss,
        Predictions = 5,
        MeanLoss = loss,
    };
}
