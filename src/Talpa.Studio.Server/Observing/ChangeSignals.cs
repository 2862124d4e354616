using System.Threading.Channels;

namespace Talpa.Studio.Server.Observing;

/// <summary>
/// A signal for each connected page. Several notifications before a page reads its signal count as one, so that nothing is queued for a slow page.
/// </summary>
internal sealed class ChangeSignals
{
    private readonly Lock _lock = new();
    private readonly List<Channel<bool>> _signals = [];
    private bool _isClosed;

    /// <summary>The number of connected pages.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _signals.Count;
            }
        }
    }

    /// <summary>Adds a signal.</summary>
    public Channel<bool> Subscribe()
    {
        Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (_lock)
        {
            if (_isClosed)
            {
                signal.Writer.Complete();
            }

            _signals.Add(signal);
        }

        return signal;
    }

    /// <summary>Removes a signal.</summary>
    public void Unsubscribe(Channel<bool> signal)
    {
        lock (_lock)
        {
            _signals.Remove(signal);
        }
    }

    /// <summary>Notifies all pages of a change.</summary>
    public void NotifyAll()
    {
        lock (_lock)
        {
            foreach (Channel<bool> signal in _signals)
            {
                signal.Writer.TryWrite(true);
            }
        }
    }

    /// <summary>Ends all signals, and those added later.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (Channel<bool> signal in _signals)
            {
                signal.Writer.TryComplete();
            }
        }
    }
}
