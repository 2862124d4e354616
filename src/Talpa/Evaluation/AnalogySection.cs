namespace Talpa.Evaluation;

/// <summary>Questions of one kind, such as capitals of countries.</summary>
/// <param name="Name">What the file calls the section.</param>
/// <param name="Questions">Its questions in the order of the file.</param>
internal sealed record AnalogySection(string Name, IReadOnlyList<AnalogyQuestion> Questions)
{
    /// <summary>
    /// Whether the section is about grammar: its name begins with "gram", as in the file of Mikolov et al. 2013, or with I or D and two digits, as BATS
    /// calls inflections and derivations. The others are about meaning.
    /// </summary>
    public bool IsSyntactic => Name.StartsWith("gram", StringComparison.OrdinalIgnoreCase)
        || (Name is ['I' or 'D', var tens, var ones, ..] && char.IsAsciiDigit(tens) && char.IsAsciiDigit(ones));
}
