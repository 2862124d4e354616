namespace Talpa.Cli.Parsing;

/// <summary>Where a training is shown as it runs.</summary>
/// <param name="Port">The port to serve the page at; 0 for a free one.</param>
/// <param name="Open">Opens the page, or does nothing with --no-browser.</param>
internal sealed record WatchSettings(int Port, Action<Uri> Open);
