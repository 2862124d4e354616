using System.Threading.Channels;

namespace Talpa.Studio.Server.Watching;

/// <summary>
/// A bell for each page that looks on. However often it is rung before the page listens, it has rung once: so nothing piles up for a page that is slow.
/// </summary>
internal sealed class Bells
{
    private readonly Lock _lock = new();
    private readonly List<Channel<bool>> _bells = [];
    private bool _isClosed;

    /// <summary>How many pages look on.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _bells.Count;
            }
        }
    }

    /// <summary>Hangs up a bell.</summary>
    public Channel<bool> Add()
    {
        Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (_lock)
        {
            if (_isClosed)
            {
                bell.Writer.Complete();
            }

            _bells.Add(bell);
        }

        return bell;
    }

    /// <summary>Takes a bell down.</summary>
    public void Remove(Channel<bool> bell)
    {
        lock (_lock)
        {
            _bells.Remove(bell);
        }
    }

    /// <summary>Rings all bells.</summary>
    public void Ring()
    {
        lock (_lock)
        {
            foreach (Channel<bool> bell in _bells)
            {
                bell.Writer.TryWrite(true);
            }
        }
    }

    /// <summary>Rings no more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (Channel<bool> bell in _bells)
            {
                bell.Writer.TryComplete();
            }
        }
    }
}
