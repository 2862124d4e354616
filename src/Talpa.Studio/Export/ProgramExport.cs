using System.Reflection;
using System.Text;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Export;

/// <summary>Exports a C# program that repeats the lesson with the Talpa package, for <c>dotnet run lesson.cs</c>.</summary>
public static class ProgramExport
{
    /// <summary>The version of the library that this page contains: other versions may compute other vectors.</summary>
    public static string PackageVersion { get; } = typeof(Talpa.Textbook.SkipGram).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Writes a program that computes the vectors of the current step.</summary>
    public static string Of(LessonRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder();
        text.Append($"#:package Talpa@{PackageVersion}\nusing Talpa.Textbook;\n\n");
        text.Append("string[][] sentences =\n[\n");
        foreach (IReadOnlyList<string> sentence in run.Text.Sentences)
        {
            text.Append("    [").AppendJoin(", ", sentence.Select(Quote)).Append("],\n");
        }

        text.Append($"];\nvar model = new SkipGram(sentences.SelectMany(s => s), dimension: {run.Setup.Dimension}, seed: {run.Setup.Seed});\n");
        AppendStart(text, run);
        text.Append($$"""

            // One pass over the text is these examples; step n takes example n modulo their number.
            var examples = new List<(int Centre, int[] Context)>();
            foreach (int[] ids in sentences.Where(s => s.Length > 1).Select(s => model.Ids(s)))
            {
                for (int position = 0; position < ids.Length; position++)
                {
                    examples.Add((ids[position], SkipGram.Context(ids, position, window: {{run.Setup.Window}})));
                }
            }

            double learningRate = {{Exact(run.Setup.LearningRate)}};
            for (int step = 0; step < {{run.Step}}; step++)
            {

            """);
        AppendEdits(text, run, run.Edits.Where(edit => edit.Step < run.Step));
        text.Append("""
                (int centre, int[] context) = examples[step % examples.Count];
                model.Step(centre, context, learningRate);
            }


            """);
        foreach (VectorEdit edit in run.Edits.OfType<VectorEdit>().Where(edit => edit.Step == run.Step))
        {
            text.Append(Assignment(edit)).Append('\n');
        }

        text.Append("""
            for (int id = 0; id < model.Words.Count; id++)
            {
                Console.WriteLine($"{model.Words[id]}: input ({string.Join(", ", model.Input[id])}), output ({string.Join(", ", model.Output[id])})");
            }

            """);
        return text.ToString();
    }

    private static void AppendStart(StringBuilder text, LessonRun run)
    {
        Talpa.Textbook.SkipGram start = LessonRun.NewModel(run.Text, run.Setup);
        if (run.Setup.Start == LessonStart.Zero)
        {
            text.Append("Array.ForEach([.. model.Input, .. model.Output], Array.Clear);\n");
        }
        else if (run.Setup.Start == LessonStart.Placed)
        {
            for (int w = 0; w < run.Words.Count; w++)
            {
                text.Append(Assignment(new VectorEdit(0, 0, w, start.Input[w]))).Append('\n').Append(Assignment(new VectorEdit(0, 1, w, start.Output[w]))).Append('\n');
            }
        }
    }

    private static void AppendEdits(StringBuilder text, LessonRun run, IEnumerable<RunEdit> edits)
    {
        foreach (RunEdit edit in edits)
        {
            string change = edit is RateEdit rate ? $"learningRate = {Exact(rate.Rate)};" : Assignment((VectorEdit)edit);
            text.Append($"    if (step == {edit.Step}) {{ {change} }}\n");
        }
    }

    private static string Assignment(VectorEdit edit) =>
        $"new double[] {{ {string.Join(", ", edit.Vector.Select(Exact))} }}.CopyTo(model.{(edit.Table == 0 ? "Input" : "Output")}[{edit.Row}], 0);";

    private static string Exact(double value) => value.ToString("R");

    private static string Quote(string word)
    {
        var text = new StringBuilder("\"");
        foreach (char c in word)
        {
            text.Append(c is '"' or '\\' || char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return text.Append('"').ToString();
    }
}
