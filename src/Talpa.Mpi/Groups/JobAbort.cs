using Talpa.Mpi.Binding;

namespace Talpa.Mpi.Groups;

/// <summary>The end of all ranks at once.</summary>
internal static class JobAbort
{
    /// <summary>How long the library may take. Where it can't reach the launcher, the end of this process alone has to do: the launcher ends the others.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Ends all ranks with an exit code. Does not return.</summary>
    public static void End(MpiLibrary library, int exitCode)
    {
        // On a thread of its own: MPI_Abort may wait for ever, and the communication thread may be in another call.
        var thread = new Thread(() => library.Abort(exitCode)) { IsBackground = true, Name = "Talpa abort" };
        thread.Start();
        thread.Join(Patience);
        NativeLoader.Exit(exitCode);
    }
}
