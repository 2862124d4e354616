using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Talpa.Mpi.Watching;

/// <summary>
/// Questions about progress and their answers, by UDP: MPI can't carry them while its only thread waits in it. A packet may be lost or blocked, so that silence alone proves nothing.
/// Belongs to the watchdog's thread, once it is open.
/// </summary>
internal sealed class ProgressSocket : IDisposable
{
    private const int MaxAddresses = 8;
    private const int LongestPacket = 2 * ProgressMessage.Bytes;

    private readonly Socket _socket;
    private readonly byte[] _packet = new byte[LongestPacket];

    private ProgressSocket(Socket socket, IReadOnlyList<string> addresses)
    {
        _socket = socket;
        Addresses = addresses;
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Where this process can be reached.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>At which port.</summary>
    public int Port { get; }

    /// <summary>Opens a socket; <c>null</c> where the system allows none.</summary>
    public static ProgressSocket? Open()
    {
        try
        {
            bool isDual = Socket.OSSupportsIPv6;
            var socket = new Socket(isDual ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            if (isDual)
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(isDual ? IPAddress.IPv6Any : IPAddress.Any, 0));
            return new ProgressSocket(socket, [.. FindAddresses().Take(MaxAddresses)]);
        }
        catch (Exception fault) when (fault is SocketException or NetworkInformationException)
        {
            return null;
        }
    }

    /// <summary>Sends a message to all addresses of a rank, of which some may be out of reach.</summary>
    public void Send(ProgressMessage message, IEnumerable<IPEndPoint> targets)
    {
        foreach (IPEndPoint target in targets)
        {
            SendOne(message, target);
        }
    }

    /// <summary>Waits for a packet.</summary>
    /// <param name="time">How long at most.</param>
    /// <param name="key">The job.</param>
    /// <param name="ranks">The number of ranks.</param>
    /// <param name="sender">Where it came from.</param>
    /// <returns>The message, or <c>null</c> if there was none in the time, or another packet.</returns>
    public ProgressMessage? Receive(TimeSpan time, long key, int ranks, out IPEndPoint sender)
    {
        EndPoint from = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        sender = (IPEndPoint)from;
        try
        {
            if (!_socket.Poll(time, SelectMode.SelectRead))
            {
                return null;
            }

            int length = _socket.ReceiveFrom(_packet, ref from);
            sender = (IPEndPoint)from;
            return ProgressMessage.Read(_packet.AsSpan(0, length), key, ranks);
        }
        catch (SocketException)
        {
            // Too long for a message, or an earlier packet did not arrive.
            return null;
        }
    }

    /// <summary>The addresses of a rank as this socket takes them.</summary>
    public IEnumerable<IPEndPoint> EndPoints(IEnumerable<string> addresses, int port)
    {
        foreach (string text in addresses)
        {
            if (port is > 0 and <= IPEndPoint.MaxPort && IPAddress.TryParse(text, out IPAddress? address)
                && (_socket.AddressFamily == AddressFamily.InterNetworkV6 || address.AddressFamily == AddressFamily.InterNetwork))
            {
                yield return new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? address.MapToIPv6() : address, port);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private void SendOne(ProgressMessage message, IPEndPoint target)
    {
        Span<byte> packet = stackalloc byte[ProgressMessage.Bytes];
        message.Write(packet);
        try
        {
            _socket.SendTo(packet, target);
        }
        catch (SocketException)
        {
            // No way to this address; there may be one to another.
        }
    }

    /// <summary>Addresses of this host, those of the host itself last: ranks of one host reach each other there.</summary>
    private static IEnumerable<string> FindAddresses() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(one => one.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .Where(address => !address.IsIPv6LinkLocal)
            .OrderBy(IPAddress.IsLoopback)
            .Select(address => address.ToString());
}
