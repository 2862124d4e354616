using System.Runtime.InteropServices;
using Talpa.Cli;
using Talpa.Cli.Entry;
using Talpa.Mpi.Binding;

if (Launcher.Find() is not null)
{
    // The launcher gives a rank a screen of its own, but what it writes may go to a file: no control characters, not even those by which .NET prepares a screen.
    Environment.SetEnvironmentVariable("TERM", "dumb");
}

using var interrupt = new Interrupt();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, interrupt.Handle);
using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, interrupt.Handle);
using var onHangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, interrupt.Handle);
return (int)CommandLine.Run(args, Terminal.OfThisProcess(interrupt));
