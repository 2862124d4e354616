using Talpa.Cli.Tests;
using Talpa.Samples;

[assembly: AssemblyFixture(typeof(Zoo))]

namespace Talpa.Cli.Tests;

/// <summary>Vectors of the built-in text, trained once for all tests. They only read the file.</summary>
public sealed class Zoo : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Trains the vectors.</summary>
    public Zoo()
    {
        Vectors = _folder.Path("zoo.talpa");
        Training = Session.Run("train", "-o", Vectors);
        Assert.Equal(Cli.ExitCode.Done, Training.Code);
    }

    /// <summary>The file of vectors.</summary>
    public string Vectors { get; }

    internal Session Training { get; }

    /// <summary>The words of a group.</summary>
    public static IReadOnlyList<string> Group(string name) => ZooText.Groups[name];

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
