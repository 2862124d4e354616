using System.Diagnostics;
using System.Xml.Linq;
using Talpa.Studio.Drawing;
using Talpa.Studio.Export;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Export;

public sealed class ExportTests
{
    [Fact]
    public void The_csv_file_has_all_digits()
    {
        var run = new LessonRun(new LessonSetup { Text = "1,000 moles dig" });
        run.GoTo(3);
        string[] lines = CsvExport.Of(run.Now).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("step,id,word,centre,input_1,input_2,output_1,output_2,score,exp,probability,truth,error,probability_after", lines[0]);
        Assert.Equal(run.Words.Count, lines.Length - 1);
        Assert.StartsWith("3,1,\"1,000\",", lines[1], StringComparison.Ordinal);
        Assert.Contains(run.Now.Next.Probabilities[0].ToString("R"), lines[1]);
    }

    [Fact]
    public void The_animation_has_no_script()
    {
        var run = new LessonRun(new LessonSetup { Text = "<b>&\"x\" sat" });
        run.GoTo(60);
        XDocument picture = XDocument.Parse(AnimationExport.Of(run, Projection.Of(run.Now.Input, 2)));
        Assert.Equal(2 * run.Words.Count, picture.Descendants().Count(e => e.Name.LocalName == "animateTransform"));
        Assert.DoesNotContain(picture.Descendants(), e => e.Name.LocalName == "script");
    }

    [Fact]
    public void The_program_contains_the_text_the_settings_and_every_change()
    {
        var run = new LessonRun(new LessonSetup { Text = "cat \"sat\\ dog", Start = LessonStart.Random, Seed = 7 });
        run.GoTo(2);
        run.SetLearningRate(0.5);
        run.GoTo(5);
        string program = ProgramExport.Of(run);
        Assert.StartsWith($"#:package Talpa@{ProgramExport.PackageVersion}\n", program, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?$", ProgramExport.PackageVersion);
        Assert.Contains("seed: 7", program);
        Assert.Contains("if (step == 2) { learningRate = 0.5; }", program);
        Assert.Contains("step < 5", program);
    }

    [Fact]
    public async Task The_program_computes_the_same_vectors_as_the_page()
    {
        var run = new LessonRun(new LessonSetup());
        run.GoTo(9);
        run.SetLearningRate(0.5);
        run.SetVector(isOutput: true, 2, [0.25, -0.125]);
        run.GoTo(30);

        // The package is not published yet, so the project replaces it.
        string folder = Directory.CreateTempSubdirectory("talpa-program-").FullName;
        string file = Path.Combine(folder, "lesson.cs");
        string project = Path.Combine(Repository.Root, "src", "Talpa", "Talpa.csproj");
        await File.WriteAllTextAsync(file, ProgramExport.Of(run).Replace($"#:package Talpa@{ProgramExport.PackageVersion}", $"#:project {project}", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        // The library was built with these tests. No build server is left running.
        string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        string[] arguments = ["run", "-c", configuration, "-p:BuildProjectReferences=false", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false", file];
        using Process program = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        string printed = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        Assert.True(program.ExitCode == 0, printed);
        for (int w = 0; w < run.Words.Count; w++)
        {
            Assert.Contains($"{run.Words[w]}: input ({string.Join(", ", run.Now.Input[w])}), output ({string.Join(", ", run.Now.Output[w])})", printed);
        }
    }
}
