namespace Talpa.Formats;

/// <summary>What a section of a .talpa file holds.</summary>
internal enum TalpaSectionKind : uint
{
    Words = 1,
    Counts = 2,
    Options = 3,
    Table = 4,
    Ngrams = 5,
    CompactTable = 6,
    Pairs = 7,
}
