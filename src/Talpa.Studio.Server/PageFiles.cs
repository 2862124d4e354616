using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Talpa.Studio.Server;

/// <summary>The files of the published page, which are embedded in this assembly, and the responses with them.</summary>
internal sealed partial class PageFiles
{
    /// <summary>The path of the live page.</summary>
    public const string LivePath = "/live";

    /// <summary>The path of the page of two models.</summary>
    public const string PairPath = "/compare";

    private const string Prefix = "page/";

    /// <summary>The document of the live page and of the page of two models.</summary>
    private const string LiveFile = "live.html";

    /// <summary>A script of the page that states whether files can be opened from it. It says <c>false</c> in the static site and is replaced here.</summary>
    private const string CapabilitiesFile = "capabilities.js";

    private static readonly PageFile OpenCapabilities = new(CapabilitiesFile, "export const canOpen = true;\n"u8.ToArray(), isBrotli: false);
    private readonly Dictionary<string, PageFile> _files;
    private readonly string _policy;

    private PageFiles(Dictionary<string, PageFile> files)
    {
        _files = files;
        _policy = Policy(string.Concat(files.Where(file => file.Key.EndsWith(".html", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Value.Plain.Span))));
    }

    public static PageFiles Load()
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            bool isBrotli = name.EndsWith(".br", StringComparison.Ordinal);
            string path = isBrotli ? name[Prefix.Length..^3] : name[Prefix.Length..];
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] stored = new byte[stream.Length];
            stream.ReadExactly(stored);
            files.Add(path, new PageFile(path, stored, isBrotli));
        }

        return new PageFiles(files);
    }

    /// <summary>The size of the whole page as downloaded, in bytes.</summary>
    public long CompressedBytes => _files.Values.Sum(file => (long)file.Stored.Length);

    /// <summary>Writes a file to the response.</summary>
    /// <param name="context">The request and the response.</param>
    /// <param name="capabilities">What the server has besides the lessons.</param>
    public async Task ServeAsync(HttpContext context, PageCapabilities capabilities)
    {
        HttpResponse response = context.Response;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return;
        }

        string name = NameOf(context.Request.Path.Value, capabilities);
        PageFile? file = capabilities.CanOpen && name == CapabilitiesFile ? OpenCapabilities : _files.GetValueOrDefault(name);
        if (file is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        WriteHeaders(response.Headers, file);
        if (context.Request.Headers.IfNoneMatch == file.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await WriteBodyAsync(context, file);
    }

    private static string NameOf(string? path, PageCapabilities capabilities) => path switch
    {
        null or "" or "/" => "index.html",
        LivePath when capabilities.HasLivePage => LiveFile,
        PairPath when capabilities.HasPair => LiveFile,
        "/" + LiveFile when !capabilities.HasLivePage => string.Empty,
        _ => path[1..],
    };

    private static async Task WriteBodyAsync(HttpContext context, PageFile file)
    {
        bool compressed = file.IsBrotli && context.Request.Headers.AcceptEncoding.ToString().Split(',').Any(e => e.Trim() is "br");
        ReadOnlyMemory<byte> body = compressed ? file.Stored : file.Plain;
        if (compressed)
        {
            context.Response.Headers.ContentEncoding = "br";
        }

        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = body.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private void WriteHeaders(IHeaderDictionary headers, PageFile file)
    {
        headers.ETag = file.ETag;
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = file.IsFingerprinted ? "max-age=31536000, immutable" : "no-cache";
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <summary>The content security policy: no request to another host; scripts from the page's own files, and its inline scripts by their hashes.</summary>
    private static string Policy(string page)
    {
        IEnumerable<string> inline = InlineScript().Matches(page)
            .Select(script => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.Groups["text"].Value)))}'");
        return "default-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; img-src 'self' data: blob:; "
            + $"style-src 'self' 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval' {string.Join(' ', inline)}";
    }

    [GeneratedRegex("<script(?: type=\"importmap\")?>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineScript();
}
