using System.Diagnostics;

namespace Talpa.Fuzzing;

/// <summary>Attacks readers with changed files without any tool: quick, the same each time for the same seed, blind to coverage.</summary>
internal static class RandomRun
{
    /// <summary>Attacks the readers named, all where none is.</summary>
    /// <returns>The exit code: 1 where a promise was broken; the file that broke it is kept.</returns>
    public static int All(string folder, int executions, int seed, IEnumerable<string> names)
    {
        List<Target> targets = [.. names.Select(Targets.Named)];
        bool kept = true;
        foreach (Target target in targets.Count > 0 ? targets : Targets.All)
        {
            kept &= One(target, Directory.CreateDirectory(Path.Combine(folder, target.Name)).FullName, executions, seed);
        }

        return kept ? 0 : 1;
    }

    private static bool One(Target target, string folder, int executions, int seed)
    {
        var mutation = new Mutation(new Random(seed));
        IReadOnlyList<byte[]> seeds = target.Seeds();
        long start = Stopwatch.GetTimestamp();
        int read = 0;
        for (int execution = 0; execution < executions; execution++)
        {
            byte[] bytes = mutation.Of(seeds);
            byte[] copy = [.. bytes];
            try
            {
                read += Contract.Check(target, folder, bytes) ? 1 : 0;
            }
            catch (Exception fault) // of whatever type: that is what is being looked for
            {
                string file = Path.Combine(Path.GetTempPath(), $"talpa-fuzz-{target.Name}-{seed}-{execution}");
                File.WriteAllBytes(file, copy);
                Console.Error.WriteLine($"{target.Name}: seed {seed}, execution {execution:N0}, kept as {file}:\n{fault}");
                return false;
            }
        }

        Console.WriteLine($"{target.Name}: {executions:N0} executions, {read:N0} read, {executions - read:N0} refused, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, seed {seed}");
        return true;
    }
}
