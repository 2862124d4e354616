using System.Runtime.InteropServices;

namespace Talpa.Tests.Formats;

/// <summary>
/// Until disposed, this thread has the file access of an ordinary user: tests may run as the superuser, who can write everywhere. Linux
/// has a separate file-access user for each thread. On other systems, and for ordinary users, nothing changes.
/// </summary>
internal sealed partial class OrdinaryUser : IDisposable
{
    private const uint Nobody = 65534;

    private readonly bool _changed = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public OrdinaryUser()
    {
        if (_changed)
        {
            _ = SetFileSystemUser(Nobody);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_changed)
        {
            _ = SetFileSystemUser(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetFileSystemUser(uint user);
}
