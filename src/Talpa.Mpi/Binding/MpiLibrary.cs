using System.Runtime.InteropServices;
using System.Text;

namespace Talpa.Mpi.Binding;

/// <summary>
/// The functions of an MPI library, called by address. No method waits for other ranks before <see cref="Initialize"/>; from then on all of them, except <see cref="Abort"/>,
/// belong to the thread that called it.
/// </summary>
internal sealed unsafe class MpiLibrary
{
    private const int LongestText = 8192;

    private readonly delegate* unmanaged<int*, byte***, int, int*, int> _initThread;
    private readonly delegate* unmanaged<int> _finalize;
    private readonly delegate* unmanaged<nint, int, int> _abort;
    private readonly delegate* unmanaged<nint, nint, int> _setErrorHandler;
    private readonly delegate* unmanaged<nint, int*, int> _rank;
    private readonly delegate* unmanaged<nint, int*, int> _size;
    private readonly delegate* unmanaged<byte*, int*, int> _libraryVersion;
    private readonly delegate* unmanaged<int, byte*, int*, int> _errorString;
    private readonly delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, int> _allGather;
    private readonly delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, int> _allToAll;
    private readonly delegate* unmanaged<void*, int, nint, int, nint, int> _broadcast;
    private readonly delegate* unmanaged<nint, int> _barrier;
    private readonly delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int> _sendStart;
    private readonly delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int> _receiveStart;
    private readonly delegate* unmanaged<nint*, nint, int> _wait;
    private readonly MpiHandles _handles;

    /// <summary>Finds the functions of a loaded library.</summary>
    /// <param name="family">Its family.</param>
    /// <param name="name">The name it was loaded by.</param>
    /// <param name="library">The library.</param>
    /// <exception cref="EntryPointNotFoundException">It has no such function; the message names it.</exception>
    public MpiLibrary(MpiFamily family, string name, nint library)
    {
        Family = family;
        Name = name;
        _handles = MpiHandles.Of(family, library);
        _initThread = (delegate* unmanaged<int*, byte***, int, int*, int>)Export("MPI_Init_thread");
        _finalize = (delegate* unmanaged<int>)Export("MPI_Finalize");
        _abort = (delegate* unmanaged<nint, int, int>)Export("MPI_Abort");
        _setErrorHandler = (delegate* unmanaged<nint, nint, int>)Export("MPI_Comm_set_errhandler");
        _rank = (delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_rank");
        _size = (delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_size");
        _libraryVersion = (delegate* unmanaged<byte*, int*, int>)Export("MPI_Get_library_version");
        _errorString = (delegate* unmanaged<int, byte*, int*, int>)Export("MPI_Error_string");
        _allGather = (delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, int>)Export("MPI_Allgatherv");
        _allToAll = (delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, int>)Export("MPI_Alltoallv");
        _broadcast = (delegate* unmanaged<void*, int, nint, int, nint, int>)Export("MPI_Bcast");
        _barrier = (delegate* unmanaged<nint, int>)Export("MPI_Barrier");
        _sendStart = (delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int>)Export("MPI_Isend");
        _receiveStart = (delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int>)Export("MPI_Irecv");
        _wait = (delegate* unmanaged<nint*, nint, int>)Export("MPI_Wait");

        nint Export(string function) => NativeLibrary.GetExport(library, function);
    }

    /// <summary>Whose handles it has.</summary>
    public MpiFamily Family { get; }

    /// <summary>The name or path it was loaded by.</summary>
    public string Name { get; }

    /// <summary>Its own name and version, such as "Open MPI v4.1.4".</summary>
    public string Version
    {
        get
        {
            byte* text = stackalloc byte[LongestText];
            int length = 0;
            Check(_libraryVersion(text, &length), "MPI_Get_library_version");
            return MpiVersionText.Shorten(Encoding.UTF8.GetString(text, Math.Clamp(length, 0, LongestText)));
        }
    }

    /// <summary>The rank of this process among all.</summary>
    public int Rank
    {
        get
        {
            int rank = 0;
            Check(_rank(_handles.World, &rank), "MPI_Comm_rank");
            return rank;
        }
    }

    /// <summary>The number of ranks.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            Check(_size(_handles.World, &count), "MPI_Comm_size");
            return count;
        }
    }

    /// <summary>Joins the other ranks. Only the calling thread calls the library afterwards.</summary>
    public void Initialize()
    {
        int provided = 0;
        Check(_initThread(null, null, _handles.Funneled, &provided), "MPI_Init_thread");
        Check(_setErrorHandler(_handles.World, _handles.ErrorsReturn), "MPI_Comm_set_errhandler");
        if (provided < _handles.Funneled)
        {
            throw new ClusterException($"{Name}: the library allows no other threads in the process; install one that supports MPI_THREAD_FUNNELED");
        }
    }

    /// <summary>Leaves the other ranks.</summary>
    public void End() => Check(_finalize(), "MPI_Finalize");

    /// <summary>Ends all ranks with an exit code. As a rule it does not return.</summary>
    public void Abort(int code) => _ = _abort(_handles.World, code);

    /// <summary>MPI_Allgatherv of bytes.</summary>
    /// <param name="own">What this rank contributes; outside of <paramref name="all"/>.</param>
    /// <param name="count">Its length.</param>
    /// <param name="all">Receives the contributions.</param>
    /// <param name="counts">The lengths by rank.</param>
    /// <param name="starts">Where each is in <paramref name="all"/>.</param>
    public void AllGather(byte* own, int count, byte* all, int* counts, int* starts) =>
        Check(
            _allGather(own, count, _handles.Byte, all, counts, starts, _handles.Byte, _handles.World),
            "MPI_Allgatherv");

    /// <summary>MPI_Alltoallv of bytes.</summary>
    public void AllToAll(byte* sent, int* sentCounts, int* sentStarts, byte* received, int* receivedCounts, int* receivedStarts) =>
        Check(
            _allToAll(sent, sentCounts, sentStarts, _handles.Byte, received, receivedCounts, receivedStarts, _handles.Byte, _handles.World),
            "MPI_Alltoallv");

    /// <summary>MPI_Bcast of bytes.</summary>
    public void Broadcast(byte* bytes, int count, int root) => Check(_broadcast(bytes, count, _handles.Byte, root, _handles.World), "MPI_Bcast");

    /// <summary>MPI_Barrier.</summary>
    public void Barrier() => Check(_barrier(_handles.World), "MPI_Barrier");

    /// <summary>MPI_Isend of bytes.</summary>
    /// <returns>The request to wait for. A library with requests of 32 bits writes the lower half.</returns>
    public nint StartSend(byte* bytes, int count, int rank, int tag)
    {
        nint request = 0;
        Check(_sendStart(bytes, count, _handles.Byte, rank, tag, _handles.World, &request), "MPI_Isend");
        return request;
    }

    /// <summary>MPI_Irecv of bytes.</summary>
    /// <returns>The request to wait for.</returns>
    public nint StartReceive(byte* bytes, int count, int rank, int tag)
    {
        nint request = 0;
        Check(_receiveStart(bytes, count, _handles.Byte, rank, tag, _handles.World, &request), "MPI_Irecv");
        return request;
    }

    /// <summary>MPI_Wait.</summary>
    public void Wait(nint request) => Check(_wait(&request, _handles.StatusIgnore), "MPI_Wait");

    private void Check(int code, string function)
    {
        if (code == 0)
        {
            return;
        }

        byte* text = stackalloc byte[LongestText];
        int length = 0;
        string reason = _errorString(code, text, &length) == 0 ? Encoding.UTF8.GetString(text, Math.Clamp(length, 0, LongestText)) : $"error {code}";
        throw new ClusterException($"{function} of {Name} fails: {reason.ReplaceLineEndings(" ").Trim()}");
    }
}
