using Talpa.Memory;
using Talpa.Ranks;
using Talpa.Training.Schedules;

namespace Talpa.Tests.Training.Schedules;

public class ReplicasTests
{
    private const float Curvature = 2;
    private const float Rate = 0.05f;

    [Fact]
    public void A_merged_row_takes_the_sum_of_the_changes_if_it_is_used_seldom_and_their_mean_if_often()
    {
        (PaddedMatrix table, Replicas replicas) = Make(shards: 4);
        foreach (int shard in Enumerable.Range(0, 4))
        {
            replicas.Count(shard, [.. Enumerable.Repeat(1, 100_000)], times: 8);
            replicas[shard].PaddedRow(0)[0] += 1;
            replicas[shard].PaddedRow(1)[0] += 1;
        }

        replicas.Merge(0, 1, int.MaxValue, 1e-5f);

        Assert.Equal(4, table[0][0], 1e-3f);
        Assert.Equal(1.05f, table[1][0], 0.02f);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(16)]
    public void A_merge_follows_its_formula(int shards)
    {
        (PaddedMatrix table, Replicas replicas) = Make(shards);
        int[] uses = [2, 0, 5, 4];
        float[] changes = [1, 2, 3, 0];
        for (int shard = 0; shard < 4; shard++)
        {
            replicas.Count(shard, [.. Enumerable.Repeat(5, uses[shard])], times: 3);
            replicas[shard].PaddedRow(5)[1] = changes[shard];
        }

        replicas.Merge(0, 1, int.MaxValue, Rate);

        // Above four shards a change that was not counted is one use, and uses without a change are none.
        double rho = Curvature * Rate;
        double[] n = shards > 4 ? [6, 1, 15, 0] : [7, 1, 16, 13];
        double factor = PartOfTheWay(rho * n.Sum()) / n.Sum(count => PartOfTheWay(rho * count));
        Assert.Equal(factor * 6, table[5][1], 1e-5);
        Assert.All(Enumerable.Range(0, shards), shard => Assert.Equal(table[5], replicas[shard][5]));

        static double PartOfTheWay(double x) => x / (1 + x);
    }

    [Fact]
    public void A_row_that_one_shard_has_changed_takes_the_whole_change()
    {
        (PaddedMatrix table, Replicas replicas) = Make(shards: 64);
        replicas[40].PaddedRow(5)[1] = 3;
        replicas.Count(40, [5], times: 8);

        replicas.Merge(0, 1, int.MaxValue, rate: 10);

        Assert.Equal(3, table[5][1], 1e-6f);
    }

    [Fact]
    public void Uses_count_until_the_next_merge()
    {
        (PaddedMatrix table, Replicas replicas) = Make(shards: 2);
        replicas.Count(0, [.. Enumerable.Repeat(5, 1000)], times: 8);
        replicas.Merge(0, 1, int.MaxValue, Rate);
        replicas[0].PaddedRow(5)[1] = 1;
        replicas[1].PaddedRow(5)[1] = 1;

        replicas.Merge(0, 1, int.MaxValue, 1e-5f);

        Assert.Equal(2, table[5][1], 1e-3f);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void Any_number_of_parts_gives_the_same_table(int shards)
    {
        float[][] tables = [.. new[] { 1, 2, 7 }.Select(Merged)];
        Assert.Equal(tables[0], tables[1]);
        Assert.Equal(tables[0], tables[2]);

        float[] Merged(int parts)
        {
            (PaddedMatrix table, Replicas replicas) = Make(shards);
            var random = new Random(3);
            for (int shard = 0; shard < shards; shard++)
            {
                replicas.Count(shard, [.. Enumerable.Range(0, 100).Select(_ => random.Next(table.Rows))], times: 1);
                foreach (ref float x in replicas[shard].Padded)
                {
                    x += random.NextSingle();
                }
            }

            for (int part = parts - 1; part >= 0; part--)
            {
                replicas.Merge(part, parts, int.MaxValue, Rate);
            }

            return table.Padded.ToArray();
        }
    }

    [Fact]
    public void Only_the_rows_that_are_due_are_merged()
    {
        (PaddedMatrix table, Replicas replicas) = Make(shards: 2);
        replicas[0].PaddedRow(19)[0] = 1;
        replicas[0].PaddedRow(20)[0] = 1;

        replicas.Merge(0, 1, 20, Rate);

        Assert.Equal(1, table[19][0], 0.1f);
        Assert.Equal(0, table[20][0]);
        Assert.Equal(1, replicas[0][20][0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Of_each_group_the_first_rows_are_merged(int parts)
    {
        (PaddedMatrix table, Replicas replicas) = Make(shards: 2, firstGroup: 30);
        replicas[1].Padded.Fill(1);

        for (int part = 0; part < parts; part++)
        {
            replicas.Merge(part, parts, 20, Rate);
        }

        Assert.Equal([.. Enumerable.Range(0, 20), .. Enumerable.Range(30, 20)], Enumerable.Range(0, 70).Where(row => table[row][0] != 0));
    }

    private static (PaddedMatrix Table, Replicas Replicas) Make(int shards, int firstGroup = 70)
    {
        var table = new PaddedMatrix(70, 3);
        var replicas = new Replicas(table, firstGroup, new ShardShare(SingleRank.Instance, shards), Curvature);
        for (int shard = 0; shard < shards; shard++)
        {
            replicas.Load(shard);
        }

        return (table, replicas);
    }
}
