using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Server.OpenFiles;

/// <summary>
/// An uploaded file, stored in the temporary folder until it has been read. The user selects it in the browser's own dialog. The server never
/// opens a path from a request, so that a client gets access to no file that it could not read itself.
/// </summary>
internal sealed class Upload : IDisposable
{
    /// <summary>The maximum size of a file in bytes.</summary>
    public const long MaxBytes = 8L << 30;

    private const int MaxNameLength = 200;
    private const int BufferBytes = 1 << 20;

    private Upload(string path, string name)
    {
        FilePath = path;
        Name = name;
    }

    /// <summary>The path of the stored file.</summary>
    public string FilePath { get; }

    /// <summary>The name of the user's file.</summary>
    public string Name { get; }

    /// <summary>Receives a file from a request.</summary>
    /// <param name="request">The request, whose body is the file.</param>
    /// <param name="folder">The folder to store the file in.</param>
    /// <param name="name">The name of the user's file.</param>
    /// <exception cref="UnusableInputException">The file is too large or empty.</exception>
    /// <exception cref="IOException">The file can't be stored.</exception>
    public static async Task<Upload> ReceiveAsync(HttpRequest request, string folder, string name)
    {
        RequireSize(request.ContentLength, folder);
        request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MaxBytes;
        var upload = new Upload(Path.Combine(folder, $"talpa-studio-{Guid.NewGuid():N}"), Shortened(name));
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var file = new FileStream(upload.FilePath, options);
            await request.Body.CopyToAsync(file, BufferBytes, request.HttpContext.RequestAborted);
            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    /// <summary>Replaces the path of the stored file in an error message by the name of the user's file.</summary>
    public string WithUserFileName(string message) => message.Replace(FilePath, Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => File.Delete(FilePath);

    private static void RequireSize(long? bytes, string folder)
    {
        if (bytes is null or 0)
        {
            throw new ExplainedException(new FaultReason(FaultKeys.EmptyFile), "the file is empty");
        }

        if (bytes > MaxBytes)
        {
            throw new ExplainedException(new FaultReason(FaultKeys.LargeFile), "the file is larger than 8 GB, the maximum for the page; use talpa train FILE --watch or talpa studio FILE");
        }

        long free = new DriveInfo(folder).AvailableFreeSpace;
        if (bytes > free)
        {
            throw new ExplainedException(new FaultReason(FaultKeys.NoSpace), "the file is larger than the free space of the temporary folder; use talpa train FILE --watch or talpa studio FILE, which need no copy");
        }
    }

    private static string Shortened(string name)
    {
        string last = Path.GetFileName(name.Replace('\\', '/'));
        string shown = string.Concat(last.Where(letter => !char.IsControl(letter)).Take(MaxNameLength));
        return shown.Length > 0 ? shown : "unnamed file";
    }
}
