using System.Runtime.InteropServices;
using System.Text.Json;
using Talpa.Ranks;

namespace Talpa.Mpi.Checks;

/// <summary>Exchanges the facts of all ranks.</summary>
internal static class RankExchange
{
    /// <summary>Gives every rank the facts of all.</summary>
    /// <returns>The facts by rank.</returns>
    public static IReadOnlyList<RankFacts> Gather(IRankGroup group, RankFacts own)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(own, RankFactsJson.Default.RankFacts);
        int[] lengths = new int[group.Count];
        ReadOnlySpan<int> length = [text.Length];
        int[] four = new int[group.Count];
        Array.Fill(four, sizeof(int));
        group.AllGather(MemoryMarshal.AsBytes(length), MemoryMarshal.AsBytes(lengths.AsSpan()), four);
        byte[] all = new byte[lengths.Sum()];
        group.AllGather(text, all, lengths);
        var facts = new RankFacts[group.Count];
        int place = 0;
        for (int rank = 0; rank < facts.Length; rank++)
        {
            facts[rank] = JsonSerializer.Deserialize(all.AsSpan(place, lengths[rank]), RankFactsJson.Default.RankFacts)!;
            place += lengths[rank];
        }

        return facts;
    }
}
