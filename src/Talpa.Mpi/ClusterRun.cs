using Talpa.Mpi.Binding;
using Talpa.Mpi.Exchanges;
using Talpa.Mpi.Groups;

namespace Talpa.Mpi;

/// <summary>Runs a program as one rank of a job. A fault of one rank is reported in a line that names it, and ends the job: the others would wait for it for ever.</summary>
internal static class ClusterRun
{
    private const int FaultCode = 1;

    /// <summary>Joins the ranks, does this rank's work and leaves them.</summary>
    /// <param name="options">The library, the threads, and how faults are reported.</param>
    /// <param name="work">The work; gives the exit code.</param>
    /// <returns>The exit code of this process. After a fault on one of several ranks the method does not return.</returns>
    public static int Execute(ClusterOptions options, Func<Cluster, int> work) => Execute(options, Launcher.Find(), work);

    /// <summary>The same under a given launcher.</summary>
    public static int Execute(ClusterOptions options, Launcher? launcher, Func<Cluster, int> work)
    {
        MpiGroup? group = null;
        void EndOnFault(object sender, UnhandledExceptionEventArgs fault) => ReportAndEnd((Exception)fault.ExceptionObject, options, launcher, group);
        AppDomain.CurrentDomain.UnhandledException += EndOnFault;
        try
        {
            // Disposed of only after work that has succeeded: the other ranks don't leave while they wait for one that has failed.
            Cluster cluster = Cluster.Start(options, launcher, joined => group = joined);
            int code = work(cluster);
            if (group is not null)
            {
                options.OnLeaving?.Invoke();
            }

            cluster.Dispose();
            return code;
        }
        catch (Exception fault) when (group is not null && RankFaults.IsOnAllRanks(fault))
        {
            // Every rank is here: one reports, and all leave in order.
            int code = group.Rank == 0 ? Report(fault, options, "") : Describe(fault, options).Code;
            options.OnLeaving?.Invoke();
            group.Dispose();
            return code;
        }
        catch (Exception fault) when (group is not null || launcher is not null)
        {
            return ReportAndEnd(fault, options, launcher, group);
        }
        finally
        {
            AppDomain.CurrentDomain.UnhandledException -= EndOnFault;
        }
    }

    private static int ReportAndEnd(Exception fault, ClusterOptions options, Launcher? launcher, MpiGroup? group)
    {
        int? rank = launcher?.Rank ?? group?.Rank;
        int code = Report(fault, options, rank is null ? "" : $"rank {rank} on {Environment.MachineName}: ");
        group?.Abort(code);
        return code;
    }

    private static int Report(Exception fault, ClusterOptions options, string place)
    {
        (int code, string line) = Describe(fault, options);
        options.Error.WriteLine($"talpa: {place}{line.ReplaceLineEndings(" ")}");
        options.Error.Flush();
        return code;
    }

    private static (int Code, string Line) Describe(Exception fault, ClusterOptions options) =>
        options.Describe?.Invoke(fault) ?? (FaultCode, fault is TalpaException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}");
}
