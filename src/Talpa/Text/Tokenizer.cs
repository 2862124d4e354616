namespace Talpa.Text;

/// <summary>Splits text into words.</summary>
public abstract class Tokenizer
{
    /// <summary>Words as Unicode sees them.</summary>
    public static Tokenizer Unicode { get; } = null!;
}
