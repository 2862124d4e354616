namespace Talpa.Ranks;

/// <summary>
/// The words of a vocabulary dealt to tiles like cards: word w is in tile w mod T, in column w div T. Words are sorted by falling count, so that every tile has as many frequent words as
/// the others, and with them about as many pairs. A position is a column of a tile counted through all tiles.
/// </summary>
/// <param name="Words">Number of words.</param>
/// <param name="Tiles">Number of tiles, T.</param>
/// <param name="Columns">Columns of a tile; those beyond its words are padding.</param>
internal readonly record struct TiledWords(int Words, int Tiles, int Columns)
{
    /// <summary>All words in one tile: the position of a word is its id.</summary>
    public static TiledWords InOneTile(int words) => new(words, 1, words);

    /// <summary>The tile of a word.</summary>
    public int TileOf(int word) => word % Tiles;

    /// <summary>The position of a word.</summary>
    public int PositionOf(int word) => (TileOf(word) * Columns) + (word / Tiles);

    /// <summary>The word in a column of a tile; <see cref="Words"/> or more where it is padding.</summary>
    public int WordAt(int tile, int column) => (column * Tiles) + tile;

    /// <summary>The word at a position that is not padding.</summary>
    public int WordAt(int position) => WordAt(position / Columns, position % Columns);

    /// <summary>How many columns of a tile are words.</summary>
    public int WordsIn(int tile) => Math.Max(0, (Words - tile + Tiles - 1) / Tiles);
}
