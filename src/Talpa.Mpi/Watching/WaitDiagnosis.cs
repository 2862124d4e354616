using System.Globalization;
using Talpa.Mpi.Checks;
using Talpa.Mpi.Groups;

namespace Talpa.Mpi.Watching;

/// <summary>Who keeps a rank waiting, from what the others answer.</summary>
internal static class WaitDiagnosis
{
    private const int MaxNames = 3;

    /// <summary>The line for a person.</summary>
    /// <param name="own">The name of the rank that waits.</param>
    /// <param name="state">The operation that it waits in.</param>
    /// <param name="waited">For how long.</param>
    /// <param name="others">The other ranks, each with its answer, or <c>null</c>, and whether its host can be reached; empty where questions can't reach them.</param>
    public static string Describe(string own, OperationState state, TimeSpan waited, IReadOnlyList<RankAnswer> others)
    {
        string place = state.Kind switch
        {
            OperationKind.Start => "for the other ranks to start",
            OperationKind.End => "for the other ranks to end",
            _ => $"in {state.Kind}, operation {Number(state.Number)},",
        };
        return $"{own} has waited {Time(waited)} {place} {Reason(state, others)}; all ranks are ended";
    }

    /// <summary>
    /// Whether another rank that waits reports it: the one in the earliest operation, and of several the one with the lowest number. A rank may leave an operation that another still waits in.
    /// </summary>
    public static bool IsReportedByAnother(int rank, OperationState state, IEnumerable<RankAnswer> others) =>
        others.Any(other => other.Answer is { } answer && answer.Kind != OperationKind.None
            && (answer.Number < state.Number || (answer.Number == state.Number && other.Facts.Rank < rank)));

    private static string Reason(OperationState state, IReadOnlyList<RankAnswer> others)
    {
        if (others.Count == 0)
        {
            return "and can't determine which rank keeps it waiting";
        }

        RankAnswer[] stopped = [.. others.Where(other => other.Answer is null && other.CanBeReached)];
        if (stopped.Length > 0)
        {
            return $"for {Names(stopped)}, which {(stopped.Length == 1 ? "does" : "do")} not answer any more: the process is stopped, or its host or the network is down";
        }

        RankAnswer[] behind = [.. others.Where(other => IsBehind(other, state))];
        if (behind.Length > 0)
        {
            return $"for {Names(behind)}, which {(behind.Length == 1 ? "has" : "have")} not come to it, and computed for {Time(TimeSpan.FromMilliseconds(behind.Max(other => other.Answer!.Value.Milliseconds)))}";
        }

        RankAnswer[] unreachable = [.. others.Where(other => other.Answer is null)];
        return unreachable.Length > 0
            ? $"perhaps for {Names(unreachable)}, which never answered: UDP may be blocked between the hosts"
            : "although all ranks wait or are beyond it: the network or the MPI library does not move";
    }

    private static bool IsBehind(RankAnswer other, OperationState state) =>
        other.Answer is { Kind: OperationKind.None } answer && answer.Number < state.Number;

    private static string Names(RankAnswer[] ranks) =>
        string.Join(", ", ranks.Take(MaxNames).Select(rank => rank.Facts.Name)) + (ranks.Length > MaxNames ? $" and {ranks.Length - MaxNames} others" : "");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) =>
        time.TotalMinutes >= 2 ? $"{time.TotalMinutes.ToString("N0", CultureInfo.InvariantCulture)} min" : $"{time.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture)} s";
}

/// <summary>What another rank answers to the question for its progress.</summary>
/// <param name="Facts">The rank.</param>
/// <param name="Answer">Its answer, or <c>null</c> for none.</param>
/// <param name="CanBeReached">Whether a rank of its host has answered at any time, so that packets reach it.</param>
internal readonly record struct RankAnswer(RankFacts Facts, ProgressMessage? Answer, bool CanBeReached);
