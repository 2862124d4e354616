using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Talpa.Cli.Tests;

/// <summary>Pages beside a training and beside a file of vectors, as processes.</summary>
public sealed class WatchProcessTests
{
    [Fact]
    public async Task A_watched_training_reports_its_address_saves_the_same_bytes_and_serves_until_a_signal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        Session alone = Session.Run("train", "-o", folder.Path("alone.talpa"), "--threads", "1", "--epochs", "1", "--quiet");
        Assert.Equal(ExitCode.Done, alone.Code);
        using var watched = TalpaProcess.Start(folder.Root, "train", "-o", "watched.talpa", "--threads", "1", "--epochs", "1", "--watch", "--no-browser");

        watched.WaitUntil(process => process.Out.Contains("the page stays open until Ctrl-C", StringComparison.Ordinal));
        string address = watched.Out.Split().First(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        using var client = new HttpClient();
        string page = await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken);
        watched.Signal("INT");

        Assert.Contains("live.css", page, StringComparison.Ordinal);
        Assert.Equal(0, watched.WaitForExit());
        Assert.Equal(await File.ReadAllBytesAsync(folder.Path("alone.talpa"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(folder.Path("watched.talpa"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_watched_trainings_under_attack_learn_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--threads", "1", "--epochs", "2", "--json"];
        Session alone = Session.Run(["train", "-o", folder.Path("alone.talpa"), .. options]);
        Assert.Equal(ExitCode.Done, alone.Code);
        using var first = TalpaProcess.Start(folder.Root, ["train", "-o", "first.talpa", "--watch", "--no-browser", .. options]);
        using var second = TalpaProcess.Start(folder.Root, ["train", "-o", "second.talpa", "--watch", "--no-browser", .. options]);
        Uri[] pages = [PageOf(first), PageOf(second)];
        int attacks = 0;
        while (!first.HasExited || !second.HasExited)
        {
            attacks += await AttackAsync(first.HasExited ? pages[1] : pages[0]);
        }

        Assert.True(attacks > 0, "there was no attack");
        Assert.Equal((0, 0), (first.WaitForExit(), second.WaitForExit()));
        byte[] expected = await File.ReadAllBytesAsync(folder.Path("alone.talpa"), TestContext.Current.CancellationToken);
        Assert.Equal(expected, await File.ReadAllBytesAsync(folder.Path("first.talpa"), TestContext.Current.CancellationToken));
        Assert.Equal(expected, await File.ReadAllBytesAsync(folder.Path("second.talpa"), TestContext.Current.CancellationToken));
        Assert.Equal(["alone.talpa", "first.talpa", "second.talpa"], folder.Names);
    }

    [Fact]
    public async Task A_training_that_a_page_has_watched_saves_its_replay_beside_the_vectors()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();

        // More epochs than are trained before the signal.
        using var training = TalpaProcess.Start(folder.Root, "train", "-o", "v.talpa", "--objective", "negative", "--threads", "1", "--epochs", "4000", "--watch", "--no-browser", "--json");
        await WatchAsync(PageOf(training), frames: 4);
        training.Signal("INT");
        _ = training.WaitForExit();

        Assert.Contains("v.talpa.replay", folder.Names);
        Assert.DoesNotContain("replay", NotesOfStudio(folder), StringComparison.Ordinal);
        Assert.Contains("v.talpa.replay: the replay is of all words of the vectors, so it is not shown with --limit", NotesOfStudio(folder, "--limit", "50"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_in_use_is_reported_and_nothing_is_trained()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        Session.Run("train", "-o", folder.Path("v.talpa"), "--watch", "--no-browser", "--port", $"{port}").FailedWith(ExitCode.Failed, $"{port}");

        Assert.Empty(folder.Names);
    }

    /// <summary>Receives updates, as a page does, until some of them had a frame.</summary>
    private static async Task WatchAsync(Uri page, int frames)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{page.Port}/hub"), TestContext.Current.CancellationToken);
        foreach (string message in new[] { """{"protocol":"json","version":1}""", """{"type":4,"invocationId":"1","target":"Watch","arguments":[]}""" })
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes($"{message}\u001e"), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        }

        var text = new StringBuilder();
        byte[] part = new byte[1 << 16];
        while (text.ToString().Split("\"frame\":{").Length <= frames)
        {
            WebSocketReceiveResult received = await socket.ReceiveAsync(part, TestContext.Current.CancellationToken);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            text.Append(Encoding.UTF8.GetString(part, 0, received.Count));
        }
    }

    /// <summary>What <c>talpa studio v.talpa</c> writes to its error stream.</summary>
    private static string NotesOfStudio(TemporaryFolder folder, params string[] options)
    {
        using var studio = TalpaProcess.Start(folder.Root, ["studio", "v.talpa", "--no-browser", .. options]);
        studio.WaitUntil(process => process.Out.Contains("Ctrl-C ends it.", StringComparison.Ordinal));
        studio.Signal("INT");
        Assert.Equal(0, studio.WaitForExit());
        return studio.Error;
    }

    private static Uri PageOf(TalpaProcess training)
    {
        training.WaitUntil(process => process.Error.Contains("the page is at http://127.0.0.1:", StringComparison.Ordinal));
        return new Uri(training.Error.Split().First(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal)));
    }

    /// <summary>Many simultaneous connections that send random bytes, request a stream and never read it, or send too much.</summary>
    /// <returns>How many were accepted.</returns>
    private static async Task<int> AttackAsync(Uri page)
    {
        string[] messages =
        [
            $"GET /hub HTTP/1.1\r\nHost: 127.0.0.1:{page.Port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            $"POST / HTTP/1.1\r\nHost: 127.0.0.1:{page.Port}\r\nContent-Length: 1000000000\r\n\r\n{new string('x', 100_000)}",
            $"GET /{new string('x', 100_000)} HTTP/1.1\r\n",
            "\0\0\0",
        ];
        var clients = new List<TcpClient>();
        try
        {
            for (int i = 0; i < 100; i++)
            {
                var client = new TcpClient();
                clients.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, page.Port, TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(messages[i % messages.Length]), TestContext.Current.CancellationToken);
            }

            return clients.Count;
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // Disconnected, or the training has ended.
            return clients.Count - 1;
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public void With_json_a_watched_training_ends_by_itself()
    {
        using var folder = new TemporaryFolder();
        using var training = TalpaProcess.Run(folder.Root, "train", "-o", "v.talpa", "--epochs", "1", "--watch", "--no-browser", "--json");

        Assert.Equal(0, training.ExitCode);
        Assert.StartsWith("{", training.Out, StringComparison.Ordinal);
        Assert.Contains("talpa: note: the page is at http://127.0.0.1:", training.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_vectors_is_shown_and_another_file_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        SmallVectors.WriteTo(folder.Path("v.vec"));
        using var studio = TalpaProcess.Start(folder.Root, "studio", "v.vec", "--no-browser");

        studio.WaitUntil(process => process.Out.Contains("Ctrl-C ends it.", StringComparison.Ordinal));
        string address = studio.Out.Split().First(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        using var client = new HttpClient();
        Assert.EndsWith("/live", address, StringComparison.Ordinal);
        Assert.Contains("live.css", await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        studio.Signal("INT");
        Assert.Equal(0, studio.WaitForExit());

        await File.WriteAllTextAsync(folder.Path("letter.txt"), "Dear mole,\n", TestContext.Current.CancellationToken);
        using var refused = TalpaProcess.Run(folder.Root, "studio", "letter.txt", "--no-browser");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("letter.txt", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_limit_only_the_first_words_of_a_file_are_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Path("v.vec"), "2 2\nmole 1 0\nzoo cut off\n", TestContext.Current.CancellationToken);
        using var refused = TalpaProcess.Run(folder.Root, "studio", "v.vec", "--no-browser");
        using var studio = TalpaProcess.Start(folder.Root, "studio", "v.vec", "--limit", "1", "--no-browser");

        Assert.Equal(3, refused.ExitCode);
        studio.WaitUntil(process => process.Out.Contains("Ctrl-C ends it.", StringComparison.Ordinal));
        studio.Signal("INT");
        Assert.Equal(0, studio.WaitForExit());
    }
}
