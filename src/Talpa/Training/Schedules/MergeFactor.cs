namespace Talpa.Training.Schedules;

/// <summary>f = g(Σ n) / Σ g(n), g(n) = ρn / (1 + ρn): what the sum of the changes of a row is multiplied by (<see cref="Replicas"/>). The shards are added in their order.</summary>
/// <param name="rho">ρ, above 0.</param>
internal struct MergeFactor(float rho)
{
    private float _all;
    private float _parts;

    /// <summary>Whether a shard has used the row. If not, it stays as it is.</summary>
    public readonly bool IsUsed => _all > 0;

    /// <summary>The factor; 1 if a single shard has used the row. The row must be used.</summary>
    public readonly float Value => PartOfTheWay(rho * _all) / _parts;

    /// <summary>Adds a shard.</summary>
    /// <param name="uses">How often it used the row (<see cref="Replicas.TakeUses"/>), 0 or more.</param>
    public void Add(int uses)
    {
        _all += uses;
        _parts += PartOfTheWay(rho * uses);
    }

    private static float PartOfTheWay(float x) => x / (1 + x);
}
