namespace Talpa.Mpi.Exchanges;

/// <summary>Faults that all ranks find and throw together, so that one message is enough and no rank waits for another.</summary>
internal static class RankFaults
{
    private const string Mark = "Talpa.Mpi.OnAllRanks";

    /// <summary>Marks a fault as one that all ranks throw together.</summary>
    /// <returns>The same.</returns>
    public static T OnAllRanks<T>(T fault)
        where T : Exception
    {
        fault.Data[Mark] = true;
        return fault;
    }

    /// <summary>Whether all ranks throw a fault together.</summary>
    public static bool IsOnAllRanks(Exception fault) => fault is ClusterException { IsOnAllRanks: true } || fault.Data.Contains(Mark);
}
