using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Tests;

/// <summary>Trainings that are interrupted while they run.</summary>
internal static class Interruption
{
    /// <summary>Options that make a training save soon and often.</summary>
    public static readonly string[] SavesOften = ["--checkpoint-every", "20ms"];

    /// <summary>
    /// Starts a training and sends it SIGINT as soon as a checkpoint is saved. If the training ended before the signal, starts another with
    /// four times as many epochs.
    /// </summary>
    /// <param name="checkpoints">The folder of the checkpoints, which does not exist at the start.</param>
    /// <param name="start">Starts a training of the given number of epochs.</param>
    /// <returns>The number of epochs, and the output on the error stream.</returns>
    public static (int Epochs, string Error) Of(string checkpoints, Func<int, TalpaProcess> start)
    {
        for (int epochs = 40; ; epochs *= 4)
        {
            using TalpaProcess training = start(epochs);
            while (!training.HasExited && !Checkpoint.Exists(checkpoints))
            {
                Thread.Sleep(1);
            }

            training.Signal("INT");
            int code = training.WaitForExit();
            if (code != 0)
            {
                Assert.True(code == 130, $"exit code {code}: {training.Error}");
                return (epochs, training.Error);
            }
        }
    }
}
