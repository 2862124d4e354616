using System.Net;
using Microsoft.AspNetCore.Http;

namespace Talpa.Studio.Server;

/// <summary>
/// Accepts only requests of the page itself. A page of another site can make a browser send requests to this computer's loopback interface, even
/// under a host name of its own that resolves to it (DNS rebinding). Therefore the host must be a loopback name, and the origin, if the
/// browser sends one, must be the page's own.
/// </summary>
internal static class RequestGuard
{
    public static bool IsAllowed(HttpRequest request) => IsLoopback(request.Host) && IsOwnOrigin(request) && !IsFromAnotherSite(request);

    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("This page is available on this computer only.\n", context.RequestAborted);
    }

    private static bool IsLoopback(HostString host) =>
        host.Host is "localhost" or "127.0.0.1" or "[::1]" || (IPAddress.TryParse(host.Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    private static bool IsOwnOrigin(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin) || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsFromAnotherSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Mode"] != "navigate";
}
