namespace Talpa.Training.Exact;

/// <summary>The rates of a step of the output vectors. Contexts that have taken part in fewer steps have a rate of their own: Adam's moments of theirs are younger.</summary>
/// <param name="Frequent">The rate of the first columns of a tile.</param>
/// <param name="FrequentColumns">How many these are.</param>
/// <param name="Rare">The rate of the other columns.</param>
internal readonly record struct ColumnRates(AdamRate Frequent, int FrequentColumns, AdamRate Rare)
{
    /// <summary>The rate of a column.</summary>
    public AdamRate At(int column) => column < FrequentColumns ? Frequent : Rare;
}
