using System.Globalization;
using Microsoft.AspNetCore.Http;
using Talpa.Studio.Common.Messages;
using Talpa.Training;

namespace Talpa.Studio.Server.OpenFiles;

/// <summary>
/// Takes a file that a person opens on the page: <c>POST /open?as=vectors|text&amp;name=…</c>, for a text with <c>dimension</c>, <c>epochs</c> and
/// <c>minCount</c>; the file is the body. The answer is JSON: the name, or in one line why not.
/// </summary>
internal static class OpenEndpoint
{
    /// <summary>Its address under the page's.</summary>
    public const string Path = "/open";

    /// <summary>Whether a request is one to open a file. It must say that it comes from the page itself: browsers always say so where something is sent.</summary>
    public static bool IsFor(HttpRequest request) => request.Path == Path && HttpMethods.IsPost(request.Method) && !string.IsNullOrEmpty(request.Headers.Origin);

    /// <summary>Opens the file and answers.</summary>
    public static async Task AnswerAsync(HttpContext context, Desk desk)
    {
        Answer<string> answer = await OpenAsync(context.Request, desk);
        await context.Response.WriteAsJsonAsync(answer, StudioMessages.Default.AnswerString, cancellationToken: context.RequestAborted);
    }

    private static async Task<Answer<string>> OpenAsync(HttpRequest request, Desk desk)
    {
        Upload? upload = null;
        try
        {
            using IDisposable turn = desk.Begin();
            using (upload = await Upload.TakeAsync(request, desk.TemporaryFolder, request.Query["name"].ToString()))
            {
                await Task.Run(() => Open(request, desk, upload));
            }

            return new Answer<string>(upload.Name, null);
        }
        catch (Exception fault) when (fault is TalpaException or IOException or ArgumentException or OutOfMemoryException or BadHttpRequestException)
        {
            return new Answer<string>(null, OneLine(upload?.Named(fault.Message) ?? fault.Message));
        }
    }

    private static void Open(HttpRequest request, Desk desk, Upload upload)
    {
        if (request.Query["as"] == "vectors")
        {
            desk.ShowVectors(upload.FilePath, upload.Name);
        }
        else
        {
            desk.Learn(upload.FilePath, upload.Name, OptionsOf(request.Query));
        }
    }

    private static TrainingOptions OptionsOf(IQueryCollection query)
    {
        var first = new TrainingOptions();
        return first with
        {
            Dimension = Whole(query, "dimension", first.Dimension),
            Epochs = Whole(query, "epochs", first.ActualEpochs),
            Corpus = first.Corpus with { MinCount = Whole(query, "minCount", first.Corpus.MinCount) },
        };
    }

    private static int Whole(IQueryCollection query, string name, int otherwise) =>
        query[name].ToString() is not { Length: > 0 } given ? otherwise
        : int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value
        : throw new UnusableInputException($"{name} must be a whole number");

    private static string OneLine(string message)
    {
        int parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (parameter < 0 ? message : message[..parameter]).ReplaceLineEndings(" ");
    }
}
