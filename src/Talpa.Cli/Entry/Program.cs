using System.Runtime.InteropServices;
using Talpa.Cli;
using Talpa.Cli.Entry;

using var interrupt = new Interrupt();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, interrupt.Handle);
using var onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, interrupt.Handle);
using var onHangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, interrupt.Handle);
return (int)CommandLine.Run(args, Terminal.OfThisProcess(interrupt));
