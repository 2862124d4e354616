using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Talpa.Studio.Server.OpenFiles;

/// <summary>
/// A file as the browser sends it, in the folder for temporary files until it has been read. The person chooses it in the browser's own window, so
/// the server opens no path that a request names: whoever reaches the server gets to see no file that they could not read already.
/// </summary>
internal sealed class Upload : IDisposable
{
    /// <summary>The most bytes of a file.</summary>
    public const long MaxBytes = 8L << 30;

    private const int LongestName = 200;
    private const int BufferBytes = 1 << 20;

    private Upload(string path, string name)
    {
        FilePath = path;
        Name = name;
    }

    /// <summary>Where the file is for now.</summary>
    public string FilePath { get; }

    /// <summary>What the person's file is called.</summary>
    public string Name { get; }

    /// <summary>Takes a file from a request.</summary>
    /// <param name="request">The request, whose body the file is.</param>
    /// <param name="folder">Where the file is kept until it has been read.</param>
    /// <param name="name">What the person's file is called.</param>
    /// <exception cref="UnusableInputException">It is too large, or empty.</exception>
    /// <exception cref="IOException">It can't be stored.</exception>
    public static async Task<Upload> TakeAsync(HttpRequest request, string folder, string name)
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

    /// <summary>A message of the library's, with the file called as the person calls it.</summary>
    public string Named(string message) => message.Replace(FilePath, Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => File.Delete(FilePath);

    private static void RequireSize(long? bytes, string folder)
    {
        if (bytes is null or 0)
        {
            throw new UnusableInputException("the file is empty");
        }

        if (bytes > MaxBytes)
        {
            throw new UnusableInputException("the file has more than 8 GB, the most that is taken from a page; talpa train FILE --watch and talpa studio FILE read larger ones");
        }

        long free = new DriveInfo(folder).AvailableFreeSpace;
        if (bytes > free)
        {
            throw new UnusableInputException("there is not enough room in the folder for temporary files; talpa train FILE --watch and talpa studio FILE need none");
        }
    }

    private static string Shortened(string name)
    {
        string last = Path.GetFileName(name.Replace('\\', '/'));
        string shown = string.Concat(last.Where(letter => !char.IsControl(letter)).Take(LongestName));
        return shown.Length > 0 ? shown : "a file without a name";
    }
}
