using Talpa.Mpi.Text;

namespace Talpa.Mpi.Tests.Text;

public class SharedFilesTests
{
    [Fact]
    public void The_largest_file_goes_to_the_rank_with_the_fewest_bytes()
    {
        Assert.Equal([1, 0, 2, 2, 1], SharedFiles.Assign([5, 9, 4, 3, 2], 3));
        Assert.Equal([0, 1, 0, 1], SharedFiles.Assign([7, 7, 7, 7], 2));
        Assert.Equal([0], SharedFiles.Assign([7], 4));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(5, 3)]
    public void Each_file_is_read_by_one_rank(int ranks, int without)
    {
        RankText[] texts = ThreadRanks.Run(ranks, group => RankText.Shared(group, RandomText.Source(["xx", "y"])));
        Assert.All(texts, text => Assert.Equal((2, without, "part-0.txt", "part-1.txt"), (text.Parts, text.RanksWithoutParts, text.First, text.Last)));
        Assert.Equal(["part-0.txt", "part-1.txt"], texts.SelectMany(text => text.Own.Parts).Select(part => part.Name));
    }

    [Theory]
    [InlineData("b-0.txt has 1 bytes on rank 1, but 2 on rank 0", "xx", "x")]
    [InlineData("The text has 1 files on rank 1, but 2 on rank 0", "x|y", "x")]
    [InlineData("The text has 3 files on rank 1, but 1 on rank 0", "x", "x|y|z")]
    public void Ranks_that_see_other_files_are_refused_with_what_differs(string difference, string first, string other)
    {
        string[] messages = ThreadRanks.Run(3, group =>
            Assert.Throws<UnusableInputException>(() => RankText.Shared(group, RandomText.Source((group.Rank == 1 ? other : first).Split('|'), "b"))).Message);
        Assert.All(messages, message => Assert.Equal($"{difference}. Give all processes the same files on a file system that they share, or give each its own files.", message));
    }

    [Fact]
    public void Ranks_with_other_names_are_refused()
    {
        string[] messages = ThreadRanks.Run(4, group =>
            Assert.Throws<UnusableInputException>(() => RankText.Shared(group, RandomText.Source(["x", "y"], group.Rank > 1 ? "b" : "a"))).Message);
        Assert.All(messages, message => Assert.Equal(
            "File 1 of the text is b-0.txt on rank 2, but a-0.txt on rank 0. Give all processes the same files on a file system that they share, or give each its own files.", message));
    }

    [Fact]
    public void A_source_of_unknown_size_is_refused()
    {
        string[] messages = ThreadRanks.Run(2, group => Assert.Throws<UnusableInputException>(() => RankText.Shared(group, TextSource.Text("x"))).Message);
        Assert.All(messages, message => Assert.Equal("The size of the text is not known before it is read, so it can't be assigned to a process; store it in a file first.", message));
    }
}
