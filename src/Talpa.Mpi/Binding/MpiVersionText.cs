namespace Talpa.Mpi.Binding;

/// <summary>What a library reports of its version.</summary>
internal static class MpiVersionText
{
    /// <summary>Keeps name and version: Open MPI appends package and date, MPICH whole lines of its configuration.</summary>
    public static string Shorten(string text)
    {
        string first = text.TrimEnd('\0').Split('\n')[0];
        if (first.StartsWith("MPICH Version:", StringComparison.Ordinal))
        {
            return $"MPICH {first["MPICH Version:".Length..].Trim()}";
        }

        int end = first.IndexOf(',', StringComparison.Ordinal);
        return (end < 0 ? first : first[..end]).Trim();
    }
}
