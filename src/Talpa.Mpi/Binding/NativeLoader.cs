using System.Runtime.InteropServices;
using System.Text;

namespace Talpa.Mpi.Binding;

/// <summary>Loads a library with its symbols visible to others, which <see cref="NativeLibrary"/> can't do.</summary>
internal static unsafe class NativeLoader
{
    private const int Now = 2;
    private static readonly int Local = OperatingSystem.IsMacOS() ? 4 : 0;
    private static readonly int Global = OperatingSystem.IsMacOS() ? 8 : 0x100;

    /// <summary>Whether this system has dlopen.</summary>
    public static bool IsSupported { get; } = !OperatingSystem.IsWindows() && !OperatingSystem.IsBrowser();

    /// <summary>Loads a library; 0 where it does not exist or can't be loaded.</summary>
    /// <param name="name">Its path, or a name that the system's loader looks up.</param>
    /// <param name="isGlobal">
    /// Whether others see its symbols. MPI loads parts of itself, which look for its symbols among the global ones. A library that is loaded already becomes global.
    /// </param>
    /// <param name="fault">What the loader reports.</param>
    public static nint Load(string name, bool isGlobal, out string fault)
    {
        var open = (delegate* unmanaged<byte*, int, nint>)Function("dlopen");
        var error = (delegate* unmanaged<byte*>)Function("dlerror");
        fixed (byte* text = Terminated(name))
        {
            nint library = open(text, Now | (isGlobal ? Global : Local));
            fault = library == 0 ? Marshal.PtrToStringUTF8((nint)error()) ?? "" : "";
            return library;
        }
    }

    /// <summary>Sets an environment variable where libraries read it. <see cref="Environment.SetEnvironmentVariable(string, string?)"/> changes only a copy.</summary>
    public static void SetEnvironment(string name, string value)
    {
        var set = (delegate* unmanaged<byte*, byte*, int, int>)Function("setenv");
        fixed (byte* nameText = Terminated(name), valueText = Terminated(value))
        {
            _ = set(nameText, valueText, 1);
        }
    }

    /// <summary>Ends the process at once, without any clean-up that could wait.</summary>
    public static void Exit(int code)
    {
        var exit = (delegate* unmanaged<int, void>)Function("_exit");
        exit(code);
    }

    /// <summary>A function of the C library, whatever its file is called here.</summary>
    private static nint Function(string name) => NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), name);

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
