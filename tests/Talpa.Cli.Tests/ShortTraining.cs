namespace Talpa.Cli.Tests;

/// <summary>Trains on a text of a few words.</summary>
internal static class ShortTraining
{
    /// <summary>A text of 12 tokens and 5 different words.</summary>
    public const string FourSentences = "the mole digs\nthe cat sleeps\nthe mole sleeps\nthe cat digs\n";

    /// <summary>Writes a text to <c>t.txt</c> in a folder and trains on it. The vectors are in <c>v.talpa</c>.</summary>
    public static Session Train(TemporaryFolder folder, string text, params string[] options) =>
        Session.Run(["train", folder.Write("t.txt", text), "-o", folder.Path("v.talpa"), .. options]);
}
