using Talpa.Vectors;

namespace Talpa.Studio.Server.Replaying;

/// <summary>The replays of watched trainings, in files beside those of the vectors.</summary>
public static class SavedReplays
{
    /// <summary>Creates a view of vectors that were read from a file, with the replay of their training if there is one beside the file.</summary>
    /// <param name="name">The name to show.</param>
    /// <param name="vectors">The vectors.</param>
    /// <param name="path">The file of the vectors.</param>
    /// <param name="selection">The name of the option by which not all words of the file were read; <c>null</c> if all were. A replay is of all words.</param>
    /// <param name="note">Receives the reason, in one line, why a replay can't be shown.</param>
    public static LiveView Open(string name, WordVectors vectors, string path, string? selection, Action<string> note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var view = new LiveView(name, () => vectors);
        string file = ReplayFile.PathOf(path);
        if (selection is not null && File.Exists(file))
        {
            note($"{file}: the replay is of all words of the vectors, so it is not shown with {selection}");
        }
        else if (File.Exists(file))
        {
            try
            {
                if (!view.TryRestore(ReplayFile.Read(file, vectors)))
                {
                    note($"{file}: the replay draws other words than this talpa; delete it, or train with --watch again");
                }
            }
            catch (UnusableInputException fault)
            {
                note(fault.Message);
            }
        }

        return view;
    }

    /// <summary>Saves the replay of an ended training. Of a training that no page has watched there is none.</summary>
    /// <param name="view">The view of the training.</param>
    /// <param name="path">The file of the vectors.</param>
    /// <returns>The file of the replay; <c>null</c> if there is none.</returns>
    /// <exception cref="UnwritableFileException">The file could not be written, or another file has its name.</exception>
    public static string? Save(LiveView view, string path)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.ToReplay() is not { } replay)
        {
            return null;
        }

        string file = ReplayFile.PathOf(path);
        ReplayFile.Write(file, replay.Replay, replay.Vectors);
        return file;
    }
}
