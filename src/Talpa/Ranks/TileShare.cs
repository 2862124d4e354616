using System.Numerics;

namespace Talpa.Ranks;

/// <summary>The tiles of one rank, a run of neighbouring ones, and their words, which have a row each in the rank's tables: by ascending id.</summary>
/// <param name="Words">All words.</param>
/// <param name="First">The first tile.</param>
/// <param name="End">The tile after the last; that of <paramref name="First"/> where the rank has none.</param>
internal readonly record struct TileShare(TiledWords Words, int First, int End)
{
    /// <summary>Cuts are made between so many parts of the tiles for each rank: more would be more even, but have more subtrees.</summary>
    private const int PartsOfRank = 4;

    /// <summary>Number of tiles.</summary>
    public int Tiles => End - First;

    /// <summary>Number of words: rows of a table.</summary>
    public int Rows
    {
        get
        {
            int rows = 0;
            for (int tile = First; tile < End; tile++)
            {
                rows += Words.WordsIn(tile);
            }

            return rows;
        }
    }

    /// <summary>All words in one tile: the row of a word is its id.</summary>
    public static TileShare Whole(int words, int sides = 1) => new(TiledWords.InOneTile(words, sides), 0, 1);

    /// <summary>Shares out tiles whose number is a power of two. With a power of two of ranks each has one subtree of the same size.</summary>
    /// <param name="words">The words.</param>
    /// <param name="ranks">Number of ranks, at least 1.</param>
    /// <returns>The share of each rank; some are empty where there are more ranks than tiles.</returns>
    public static TileShare[] For(TiledWords words, int ranks)
    {
        long parts = Math.Min(words.Tiles, BitOperations.RoundUpToPowerOf2((uint)ranks) * PartsOfRank);
        int tilesOfPart = words.Tiles / (int)parts;
        int[] cuts = [.. Enumerable.Range(0, ranks + 1).Select(rank => (int)(rank * parts / ranks) * tilesOfPart)];
        return [.. Enumerable.Range(0, ranks).Select(rank => new TileShare(words, cuts[rank], cuts[rank + 1]))];
    }

    /// <summary>Whether a word is among them.</summary>
    public bool Has(int word)
    {
        int tile = Words.TileOf(word);
        return tile >= First && tile < End;
    }

    /// <summary>The row of one of its words.</summary>
    public int RowOf(int word) => (word / Words.Tiles * Tiles) + Words.TileOf(word) - First;

    /// <summary>The row of one of their contexts in a table that has a row for each.</summary>
    public int RowOfContext(int context) => (RowOf(context / Words.Sides) * Words.Sides) + (context % Words.Sides);

    /// <summary>The word of a row.</summary>
    public int WordOf(int row) => (row / Tiles * Words.Tiles) + First + (row % Tiles);
}
