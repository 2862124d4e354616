namespace Talpa.Studio.Lesson;

/// <content>The formula of the highlighted number.</content>
public sealed partial class StudioState
{
    /// <summary>The last formula and what it depends on: every number of the page is compared with it.</summary>
    private (string Name, LessonSnapshot Now, View View, StudioText Text, Formula Formula)? _formula;

    /// <summary>The formula of the highlighted number; without one, of the main number of the open panel.</summary>
    public Formula Formula
    {
        get
        {
            string name = Highlighted ?? Panel switch
            {
                "objectives" => ObjectiveFormulas.Name(TextbookObjective.FullSoftmax, "loss"),
                "likeness" => SimilarityFormulas.CosineName(Pair.A, Pair.B),
                _ => "loss",
            };
            if (_formula is not { } last || last.Name != name || !ReferenceEquals(last.Now, Now) || !ReferenceEquals(last.View, _view) || !ReferenceEquals(last.Text, Text))
            {
                _formula = last = (name, Now, _view, Text, FormulaOf(name));
            }

            return last.Formula;
        }
    }

    /// <summary>Whether an element of the page belongs to the formula of the highlighted number.</summary>
    public bool IsHighlighted(string name) => Highlighted is not null && Formula.IsHighlighted(name);

    private Formula FormulaOf(string name) =>
        SimilarityFormulas.Find(name, this) ?? (name.StartsWith(ObjectiveFormulas.Prefix, StringComparison.Ordinal) ? ObjectiveFormulas.Find(name, Objectives, Now, Text) : null)
            ?? Formulas.Of(name, Now, Text);
}
