using System.Runtime.CompilerServices;

namespace Talpa.Studio.Server.Neighbourhoods;

/// <summary>The nearest of many items with their distances, the nearest first. Equal distances are in the order in which the items were offered.</summary>
internal readonly ref struct NearestList
{
    private readonly Span<int> _items;
    private readonly Span<float> _distances;

    /// <summary>Creates an empty list in memory of its length, at least 1.</summary>
    /// <param name="items">Receives the items. A place without one keeps what it contains.</param>
    /// <param name="distances">Receives their distances; +∞ in a place without an item.</param>
    public NearestList(Span<int> items, Span<float> distances)
    {
        _items = items;
        _distances = distances;
        distances.Fill(float.PositiveInfinity);
    }

    /// <summary>Inserts an item if it is nearer than the last one: never one whose distance is +∞ or not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(int item, float distance)
    {
        if (distance < _distances[^1])
        {
            Insert(item, distance);
        }
    }

    private void Insert(int item, float distance)
    {
        int place = _distances.Length - 1;
        for (; place > 0 && _distances[place - 1] > distance; place--)
        {
            (_distances[place], _items[place]) = (_distances[place - 1], _items[place - 1]);
        }

        (_distances[place], _items[place]) = (distance, item);
    }
}
