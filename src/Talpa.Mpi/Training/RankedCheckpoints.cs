using System.Globalization;
using Talpa.Mpi.Exchanges;
using Talpa.Ranks;
using Talpa.Storage;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using Talpa.Training.Exact;

namespace Talpa.Mpi.Training;

/// <summary>
/// Checkpoints of a training on several ranks, in a folder that all of them see. A training with the exact softmax has a file for each tile, written by the rank that has it, and when all of them are
/// whole the file that ordinary checkpoints consist of, with what all ranks have alike. Other trainings have this file alone. So a training resumes with any number of ranks.
/// </summary>
internal sealed class RankedCheckpoints
{
    private const string Ending = ".tiles";

    private readonly IRankGroup _group;
    private readonly TileShare _share;
    private readonly string _folder;
    private readonly string? _from;
    private readonly HashSet<string> _saved = new(StringComparer.Ordinal);
    private FileStream? _taken;

    /// <summary>Takes the folder where it is there, so that two trainings that resume from the same checkpoint fail at once. All ranks call it together.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="share">The tiles of this rank.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="from">The checkpoint that the training resumes from; <c>null</c> for none.</param>
    /// <exception cref="UnwritableFileException">Another training has it, or it may not be written to; thrown on rank 0.</exception>
    public RankedCheckpoints(IRankGroup group, TileShare share, string folder, Checkpoint? from)
    {
        _from = from is null ? null : Path.GetFileName(from.Path);
        _group = group;
        _share = share;
        _folder = folder;
        _taken = group.Rank == 0 && Directory.Exists(folder) ? new CheckpointFolder(folder).Take() : null;
        group.Barrier();
    }

    /// <summary>The last checkpoint that is whole; <c>null</c> for none.</summary>
    public string? Last { get; private set; }

    /// <summary>Why the last attempt failed; <c>null</c> if it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>Saves. All ranks call it together. A disk that is full is no reason to end the training: it is noted, the same on all ranks.</summary>
    /// <param name="header">The header.</param>
    /// <param name="training">This rank's part of the training.</param>
    public void Save(CheckpointHeader header, ITraining training)
    {
        var folder = new CheckpointFolder(_folder);
        if (!TryOnAll(() => _taken ??= _group.Rank == 0 ? folder.Take() : null))
        {
            return;
        }

        string path = "";
        if (!TryOnAll(() => path = _group.Rank == 0 ? folder.Next() : ""))
        {
            return;
        }

        path = RankBytes.Gather(_group, path)[0];

        // The same on all ranks: it shows which files belong together.
        header = header with { Saved = new DateTimeOffset(RankNumbers.Gather(_group, SavedTraining.Label.UtcTicks)[0], TimeSpan.Zero) };
        if (TryOnAll(() => SaveTiles(path, header, training)) && TryOnAll(() => SaveShared(path, header, training)))
        {
            Last = path;
            if (_group.Rank == 0)
            {
                TryPrune(folder, path);
            }
        }
    }

    /// <summary>Finds the newest checkpoint whose tiles are whole. Each rank checks those that it will have. All ranks call it together.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="newest">The newest whose main file is whole, the same on all ranks.</param>
    /// <returns>That checkpoint or an older one, and the fault of each that was skipped; the same on all ranks.</returns>
    /// <exception cref="UnusableInputException">None is whole, or the ranks find others; thrown on all ranks alike.</exception>
    public static (Checkpoint Whole, IReadOnlyList<string> Skipped) FindWhole(IRankGroup group, Checkpoint newest)
    {
        var skipped = new List<string>();
        for (Checkpoint checkpoint = newest; ;)
        {
            string? fault = Array.Find(RankBytes.Gather(group, FaultOfTiles(group, checkpoint) ?? ""), each => each.Length > 0);
            if (fault is null)
            {
                return (checkpoint, skipped);
            }

            skipped.Add(fault);
            Checkpoint? older = checkpoint.OpenOlder();
            string[] found = RankBytes.Gather(group, older is null ? "" : $"{older.Path}, saved at {older.Saved:O}");
            if (found[0].Length == 0)
            {
                throw RankFaults.OnAllRanks(Checkpoint.NoneIsWhole(skipped[0]));
            }

            checkpoint = older is not null && Array.TrueForAll(found, each => each == found[0])
                ? older
                : throw RankFaults.OnAllRanks(new UnusableInputException($"{found[0]}: not all processes find this checkpoint; save on a file system that all of them share"));
            if (checkpoint.Header.Corpus != newest.Header.Corpus || checkpoint.Options.ToJson() != newest.Options.ToJson())
            {
                throw RankFaults.OnAllRanks(new UnusableInputException($"{skipped[0]} (and {checkpoint.Path}, which is older, is of another training); train again from the start"));
            }
        }
    }

    /// <summary>Why this rank's tiles of a checkpoint can't be used; <c>null</c> where they can.</summary>
    private static string? FaultOfTiles(IRankGroup group, Checkpoint checkpoint)
    {
        if (checkpoint.Header is not { Ranks: not null, Options.Objective: ExactSoftmax })
        {
            return null;
        }

        string tiles = TilesOf(checkpoint.Path);
        if (!Directory.Exists(tiles))
        {
            return $"{checkpoint.Path}: the folder {tiles} is missing; it holds the vectors, and must be seen by all processes";
        }

        TileShare share = TileShare.For(OutputTiles.Deal(checkpoint.Header.Words), group.Count)[group.Rank];
        try
        {
            for (int tile = share.First; tile < share.End; tile++)
            {
                string file = FileOf(tiles, tile);
                if (CheckpointFile.Check(file, SequentialFile.Open).Saved != checkpoint.Saved)
                {
                    return $"{file}: it is not of the same checkpoint as {checkpoint.Path}";
                }
            }

            return null;
        }
        catch (UnusableInputException fault)
        {
            return fault.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>Restores this rank's part of a training.</summary>
    /// <param name="checkpoint">The checkpoint, whose tiles were found whole (<see cref="FindWhole"/>).</param>
    /// <param name="share">The tiles of this rank.</param>
    /// <param name="training">The training, at its start.</param>
    /// <exception cref="UnusableInputException">A file is missing, corrupt, or of another training.</exception>
    public static void Load(Checkpoint checkpoint, TileShare share, ITraining training)
    {
        if (training is not ExactTraining exact)
        {
            CheckpointFile.Load(checkpoint.Path, training, SequentialFile.Open);
            return;
        }

        CheckpointFile.Load(checkpoint.Path, new SharedState(exact), SequentialFile.Open);
        for (int tile = 0; tile < share.Tiles; tile++)
        {
            string file = FileOf(TilesOf(checkpoint.Path), share.First + tile);
            if (CheckpointFile.Load(file, new TileState(exact, tile), SequentialFile.Open).Saved != checkpoint.Saved)
            {
                // It was found whole before the text was read, which may be hours ago.
                throw new UnusableInputException($"{file}: it has been replaced by that of another checkpoint; resume again");
            }
        }
    }

    /// <summary>Removes the checkpoints of a training that has come to its end. Done by one rank.</summary>
    /// <exception cref="UnwritableFileException">They can't be removed.</exception>
    public static void Remove(string folder)
    {
        // Without its main file a checkpoint is none: so no training is found unfinished whose tiles are gone.
        Checkpoint.Remove(folder);
        try
        {
            foreach (string tiles in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, "*" + Ending) : [])
            {
                Directory.Delete(tiles, recursive: true);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw UnwritableFileException.For(folder, fault);
        }

        Checkpoint.Remove(folder);
    }

    /// <summary>Whether a checkpoint is one of several ranks.</summary>
    public static bool IsRanked(Checkpoint checkpoint) => checkpoint.Header.Ranks is not null;

    /// <summary>Gives the folder back. All ranks call it together.</summary>
    public void Close()
    {
        _group.Barrier();
        _taken?.Dispose();
    }

    private static string TilesOf(string path) => Path.ChangeExtension(path, Ending);

    private static string FileOf(string tiles, int tile) => Path.Combine(tiles, tile.ToString("D4", CultureInfo.InvariantCulture) + ".tile");

    private void SaveTiles(string path, CheckpointHeader header, ITraining training)
    {
        if (training is not ExactTraining exact)
        {
            return;
        }

        string tiles = TilesOf(path);
        Directory.CreateDirectory(tiles);
        for (int tile = 0; tile < _share.Tiles; tile++)
        {
            Write(FileOf(tiles, _share.First + tile), header, new TileState(exact, tile));
        }
    }

    private void SaveShared(string path, CheckpointHeader header, ITraining training)
    {
        if (_group.Rank == 0)
        {
            RequireTiles(path, training);
            Write(path, header, training is ExactTraining exact ? new SharedState(exact) : training);
        }
    }

    /// <summary>Throws where a tile that another rank has written is not there.</summary>
    private void RequireTiles(string path, ITraining training)
    {
        for (int tile = 0; training is ExactTraining && tile < _share.Words.Tiles; tile++)
        {
            string file = FileOf(TilesOf(path), tile);
            if (!File.Exists(file))
            {
                throw new UnwritableFileException($"{file}: another rank has written it, but this one does not see it; save on a file system that all ranks share");
            }
        }
    }

    private static void Write(string path, CheckpointHeader header, IResumable state) =>
        AtomicFile.Write(path, stream => CheckpointFile.Write(stream, header with { StateBytes = StateMeter.Measure(state) }, state));

    /// <summary>Does this rank's part of something.</summary>
    /// <returns>Whether all ranks succeeded; otherwise <see cref="Fault"/> is that of the first that did not.</returns>
    private bool TryOnAll(Action action)
    {
        string fault = "";
        try
        {
            action();
        }
        catch (Exception each) when (each is UnwritableFileException or IOException or UnauthorizedAccessException)
        {
            fault = $"rank {_group.Rank} on {Environment.MachineName}: {each.Message.ReplaceLineEndings(" ")}";
        }

        Fault = Array.Find(RankBytes.Gather(_group, fault), each => each.Length > 0);
        return Fault is null;
    }

    /// <summary>Removes what belongs to no checkpoint that is kept. One too many is no harm, and the next time may do better.</summary>
    private void TryPrune(CheckpointFolder folder, string newest)
    {
        try
        {
            // Those between the one that the training resumed from and its own were skipped: they are not whole, and must not be kept in place of one that is.
            _saved.Add(Path.GetFileName(newest));
            string[] unknown = [.. folder.Files.SkipWhile(IsSaved).TakeWhile(file => Path.GetFileName(file) != _from)];
            foreach (string file in folder.Files.Any(file => Path.GetFileName(file) == _from) ? unknown : [])
            {
                File.Delete(file);
            }

            folder.Prune();
            HashSet<string> kept = [.. folder.Files.Take(CheckpointFolder.Kept).Select(TilesOf)];
            foreach (string tiles in Directory.EnumerateDirectories(_folder, "*" + Ending).Where(tiles => !kept.Contains(tiles)))
            {
                Directory.Delete(tiles, recursive: true);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    private bool IsSaved(string file) => _saved.Contains(Path.GetFileName(file));

    private sealed class SharedState(ExactTraining training) : IResumable
    {
        public void Exchange(IStateArchive archive) => training.ExchangeShared(archive);
    }

    private sealed class TileState(ExactTraining training, int tile) : IResumable
    {
        public void Exchange(IStateArchive archive) => training.ExchangeTile(archive, tile);
    }
}
