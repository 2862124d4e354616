namespace Talpa.Ranks;

/// <summary>
/// The words of a vocabulary dealt to tiles like cards: word w is in tile w mod T, in column w div T. Words are sorted by falling count, so that every tile has as many frequent words as
/// the others, and with them about as many pairs. A word has one context, itself, or two neighbouring ones, the word before and the word after another: context c is of word
/// c div S. A position is a column of a tile counted through all tiles.
/// </summary>
/// <param name="Words">Number of words.</param>
/// <param name="Tiles">Number of tiles, T.</param>
/// <param name="Columns">Columns of a tile, one for each context; those beyond its contexts are padding.</param>
/// <param name="Sides">Contexts of a word, S: 1, or 2 where the sides of a centre word are distinguished.</param>
internal readonly record struct TiledWords(int Words, int Tiles, int Columns, int Sides = 1)
{
    /// <summary>All words in one tile: the position of a context is the context.</summary>
    public static TiledWords InOneTile(int words, int sides = 1) => new(words, 1, words * sides, sides);

    /// <summary>The tile of a word.</summary>
    public int TileOf(int word) => word % Tiles;

    /// <summary>The position of a context.</summary>
    public int PositionOf(int context) => (TileOf(context / Sides) * Columns) + (context / Sides / Tiles * Sides) + (context % Sides);

    /// <summary>The context in a column of a tile; beyond the last where it is padding.</summary>
    public int ContextAt(int tile, int column) => (((column / Sides * Tiles) + tile) * Sides) + (column % Sides);

    /// <summary>The context at a position that is not padding.</summary>
    public int ContextAt(int position) => ContextAt(position / Columns, position % Columns);

    /// <summary>How many words are in a tile.</summary>
    public int WordsIn(int tile) => Math.Max(0, (Words - tile + Tiles - 1) / Tiles);

    /// <summary>How many columns of a tile are contexts.</summary>
    public int ContextsIn(int tile) => WordsIn(tile) * Sides;
}
