using System.Runtime.InteropServices;

namespace Talpa.Tests.Formats;

/// <summary>
/// While it lives, this thread may write only where an ordinary user may: the superuser, as whom tests may run, could write everywhere. Linux
/// keeps a user for access to files for each thread apart; elsewhere, and for ordinary users, nothing changes.
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
