namespace Talpa.Training.Schedules;

/// <summary>f = g(Σ n) / Σ g(n), g(n) = ρn / (1 + ρn): what the sum of the changes of a row is multiplied by (<see cref="Replicas"/>). The shards are added in their order.</summary>
/// <param name="rho">ρ.</param>
internal struct MergeFactor(float rho)
{
    private float _all;
    private float _parts;

    /// <summary>Adds a shard.</summary>
    /// <param name="uses">How often it used the row, as counted. A row that is in no batch that was counted may be in another.</param>
    public void Add(int uses)
    {
        float n = uses + 1;
        _all += n;
        _parts += PartOfTheWay(rho * n);
    }

    /// <summary>The factor.</summary>
    public readonly float Value => PartOfTheWay(rho * _all) / _parts;

    private static float PartOfTheWay(float x) => x / (1 + x);
}
