using System.Globalization;
using Microsoft.AspNetCore.Http;
using Talpa.Studio.Common.Messages;
using Talpa.Training;

namespace Talpa.Studio.Server.OpenFiles;

/// <summary>
/// Receives a file that the user opens on the page: <c>POST /open?as=vectors|text&amp;name=…</c>, for a text with <c>dimension</c>, <c>epochs</c> and
/// <c>minCount</c>. The body is the file. The response is JSON: the name, or an error message of one line.
/// </summary>
internal static class OpenEndpoint
{
    /// <summary>The path of the endpoint.</summary>
    public const string Path = "/open";

    /// <summary>Whether a request opens a file. It must have an Origin header, which browsers send with every POST and <see cref="RequestGuard"/> checks.</summary>
    public static bool Handles(HttpRequest request) => request.Path == Path && HttpMethods.IsPost(request.Method) && !string.IsNullOrEmpty(request.Headers.Origin);

    /// <summary>Opens the file and writes the response.</summary>
    public static async Task HandleAsync(HttpContext context, OpenFilesService files)
    {
        Answer<string> answer = await OpenAsync(context.Request, files);
        await context.Response.WriteAsJsonAsync(answer, StudioMessages.Default.AnswerString, cancellationToken: context.RequestAborted);
    }

    private static async Task<Answer<string>> OpenAsync(HttpRequest request, OpenFilesService files)
    {
        Upload? upload = null;
        try
        {
            using IDisposable reservation = files.BeginOpening();
            using (upload = await Upload.ReceiveAsync(request, files.TemporaryFolder, request.Query["name"].ToString()))
            {
                await Task.Run(() => Open(request, files, upload));
            }

            return new Answer<string>(upload.Name, null);
        }
        catch (Exception fault) when (fault is TalpaException or IOException or ArgumentException or OutOfMemoryException or BadHttpRequestException)
        {
            return Faults.Of<string>(fault, OneLine(upload?.WithUserFileName(fault.Message) ?? fault.Message));
        }
    }

    private static void Open(HttpRequest request, OpenFilesService files, Upload upload)
    {
        if (request.Query["as"] == "vectors")
        {
            files.ShowVectors(upload.FilePath, upload.Name);
        }
        else
        {
            files.StartTraining(upload.FilePath, upload.Name, OptionsOf(request.Query));
        }
    }

    private static TrainingOptions OptionsOf(IQueryCollection query)
    {
        var defaults = new TrainingOptions();
        return defaults with
        {
            Dimension = Integer(query, "dimension") ?? defaults.Dimension,
            Epochs = Integer(query, "epochs"),
            Corpus = defaults.Corpus with { MinCount = Integer(query, "minCount") ?? defaults.Corpus.MinCount },
        };
    }

    /// <summary>The value of a parameter; <c>null</c> where it isn't given.</summary>
    private static int? Integer(IQueryCollection query, string name) =>
        query[name].ToString() is not { Length: > 0 } given ? null
        : int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value
        : throw new ExplainedException(new FaultReason(FaultKeys.NotInteger) { Texts = { ["name"] = name } }, $"{name} must be an integer");

    private static string OneLine(string message)
    {
        int parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (parameter < 0 ? message : message[..parameter]).ReplaceLineEndings(" ");
    }
}
