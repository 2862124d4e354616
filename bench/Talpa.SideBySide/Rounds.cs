namespace Talpa.SideBySide;

/// <summary>Runs every tool with every setting, alternately and several times, so that variations of the machine affect all tools equally.</summary>
internal sealed class Rounds(IReadOnlyList<Tool> tools, string corpus, string original, long tokens, Action<string> log)
{
    /// <summary>Tokens a second of each tool in each round, training only.</summary>
    public Dictionary<(Setting Setting, Tool Tool), List<double>> Speeds { get; } = [];

    /// <summary>Seconds of each tool in each round to build the vocabulary of the whole corpus, by threads. Talpa also encodes the corpus.</summary>
    public Dictionary<(int Threads, Tool Tool), List<double>> Vocabulary { get; } = [];

    /// <summary>Runs one round over all settings.</summary>
    public void Train(IReadOnlyList<Setting> settings)
    {
        foreach (Setting setting in settings)
        {
            foreach (Tool tool in tools.Where(tool => tool.Supports(setting)))
            {
                double speed = SpeedOf(tool, setting);
                log($"{setting}: {tool.Name} {speed:N0} tokens/s");
                Add(Speeds, (setting, tool), speed);
            }
        }
    }

    /// <summary>Runs one round over the tools that report the time of the vocabulary, on the whole corpus.</summary>
    public void ReadVocabulary(IReadOnlyList<int> threads)
    {
        foreach (int count in threads)
        {
            foreach (Tool tool in tools)
            {
                // gensim counts on one thread in any case.
                if (!tool.ReportsVocabulary || (tool is GensimTool && count > 1))
                {
                    continue;
                }

                double seconds = tool.Run(new Setting("skipgram", "negative", 100, count), epochs: 0, original).Vocabulary;
                log($"vocabulary with {count} thread(s): {tool.Name} {seconds:0.00} s");
                Add(Vocabulary, (count, tool), seconds);
            }
        }
    }

    /// <summary>Measures the difference of two runs, which excludes start, reading, compilation and saving.</summary>
    private double SpeedOf(Tool tool, Setting setting)
    {
        double one = tool.Run(setting, epochs: 1, corpus).Training;
        double more = tool.Run(setting, tool.LongEpochs, corpus).Training;

        // A difference smaller than the noise is discarded. The table shows NaN if no round has a difference; then use more tokens.
        return more > one ? tokens * (tool.LongEpochs - 1) / (more - one) : double.NaN;
    }

    private static void Add<TKey>(Dictionary<TKey, List<double>> lists, TKey key, double value)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out List<double>? list))
        {
            lists[key] = list = [];
        }

        list.Add(value);
    }
}
