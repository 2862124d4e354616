using Talpa.Training.Schedules;

namespace Talpa.Tests.Training.Schedules;

public class MergeIntervalsTests
{
    [Theory]
    [InlineData(1, 256)]
    [InlineData(3, 256)]
    [InlineData(4, 1024)]
    [InlineData(12, 1024)]
    [InlineData(16, 4096)]
    [InlineData(48, 4096)]
    [InlineData(64, int.MaxValue)]
    [InlineData(65, 256)]
    [InlineData(640, int.MaxValue)]
    public void Rows_of_frequent_words_are_merged_more_often(long round, int rows) => Assert.Equal(rows, MergeIntervals.RowsAfter(round));
}
