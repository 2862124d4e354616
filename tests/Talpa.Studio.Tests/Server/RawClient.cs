using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Talpa.Studio.Tests.Server;

/// <summary>A client that sends arbitrary bytes, which HTTP libraries would refuse.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private RawClient()
    {
    }

    /// <summary>Connects to the server under test.</summary>
    public static async Task<RawClient> ConnectAsync(Uri server, CancellationToken cancellationToken)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken);
        return client;
    }

    /// <summary>Writes a complete request: the line, the headers (with a Host header if there is none), and the body.</summary>
    public static string Request(Uri server, string line, string headers = "", string body = "")
    {
        string host = headers.Contains("Host:", StringComparison.OrdinalIgnoreCase) ? "" : $"Host: 127.0.0.1:{server.Port}\r\n";
        return $"{line} HTTP/1.1\r\n{host}{headers}\r\n{body}";
    }

    /// <summary>Sends text as Latin-1.</summary>
    /// <returns>Whether the server has accepted it.</returns>
    public async Task<bool> SendAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            ReadOnlyMemory<byte> bytes = Encoding.Latin1.GetBytes(text);
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await _socket.SendAsync(bytes, cancellationToken)..];
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Returns the status code; 0 if the server closed the connection without a response.</summary>
    public async Task<int> StatusAsync(CancellationToken cancellationToken)
    {
        byte[] start = new byte["HTTP/1.1 200".Length];
        int read = 0;
        try
        {
            while (read < start.Length)
            {
                int more = await _socket.ReceiveAsync(start.AsMemory(read), cancellationToken);
                if (more == 0)
                {
                    return 0;
                }

                read += more;
            }
        }
        catch (SocketException)
        {
            return 0;
        }

        return int.Parse(Encoding.ASCII.GetString(start)[^3..]);
    }

    public void Dispose() => _socket.Dispose();
}
