namespace Talpa.SideBySide;

/// <summary>Runs every tool on every setting, one after the other, several times around, so that a machine's moods fall on all alike.</summary>
internal sealed class Rounds(IReadOnlyList<Tool> tools, string corpus, string original, long tokens, Action<string> log)
{
    /// <summary>Tokens a second of each tool in each round, in training alone.</summary>
    public Dictionary<(Setting Setting, Tool Tool), List<double>> Speeds { get; } = [];

    /// <summary>Seconds of each tool in each round to build the vocabulary of the whole corpus (Talpa: and to encode it), by threads.</summary>
    public Dictionary<(int Threads, Tool Tool), List<double>> Vocabulary { get; } = [];

    /// <summary>One round over all settings.</summary>
    public void Train(IReadOnlyList<Setting> settings)
    {
        foreach (Setting setting in settings)
        {
            foreach (Tool tool in tools)
            {
                double speed = SpeedOf(tool, setting);
                log($"{setting}: {tool.Name} {speed:N0} tokens/s");
                Add(Speeds, (setting, tool), speed);
            }
        }
    }

    /// <summary>One round over the tools that time their vocabulary, on the corpus as it was given.</summary>
    public void ReadVocabulary(IReadOnlyList<int> threads)
    {
        foreach (int count in threads)
        {
            foreach (Tool tool in tools)
            {
                // gensim counts on one thread, whatever it is told.
                if (tool is FastTextTool || (tool is GensimTool && count > 1))
                {
                    continue;
                }

                double seconds = tool.Run(new Setting("skipgram", "negative", 100, count), epochs: 0, original).Vocabulary;
                log($"vocabulary with {count} thread(s): {tool.Name} {seconds:0.00} s");
                Add(Vocabulary, (count, tool), seconds);
            }
        }
    }

    /// <summary>More epochs minus one: whatever else a run does, starting, reading, compiling and saving, is in both.</summary>
    private double SpeedOf(Tool tool, Setting setting)
    {
        double one = tool.Run(setting, epochs: 1, corpus).Training;
        double more = tool.Run(setting, tool.LongEpochs, corpus).Training;

        // A difference that noise has swallowed is no measurement; the table shows NaN when no round has one: take more tokens.
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
