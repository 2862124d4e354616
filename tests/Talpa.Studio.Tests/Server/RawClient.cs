using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Talpa.Studio.Tests.Server;

/// <summary>A client that sends whatever bytes it likes, as no decent library would.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private RawClient()
    {
    }

    /// <summary>Connects to this computer's own server.</summary>
    public static async Task<RawClient> ConnectAsync(Uri server, CancellationToken cancellationToken)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken);
        return client;
    }

    /// <summary>A whole request: the line, the headers given (a host where none of them is one), and the body.</summary>
    public static string Request(Uri server, string line, string headers = "", string body = "")
    {
        string host = headers.Contains("Host:", StringComparison.OrdinalIgnoreCase) ? "" : $"Host: 127.0.0.1:{server.Port}\r\n";
        return $"{line} HTTP/1.1\r\n{host}{headers}\r\n{body}";
    }

    /// <summary>Sends text, a byte for each character.</summary>
    /// <returns>Whether the server still takes it.</returns>
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

    /// <summary>The status code of the answer; 0 where the server closed the connection without one.</summary>
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
