using System.Xml.Linq;
using Talpa.Studio.Drawing;
using Talpa.Studio.Export;
using Talpa.Studio.Lesson;

namespace Talpa.Studio.Tests.Export;

public sealed class ExportTests
{
    [Fact]
    public void The_table_holds_every_digit()
    {
        var run = new LessonRun(new LessonSetup { Text = "a\"b c,d" });
        run.GoTo(3);
        string[] lines = CsvExport.Of(run.Now).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("step,id,word,centre,input_1,input_2,output_1,output_2,score,exp,probability,truth,error,probability_after", lines[0]);
        Assert.Equal(run.Words.Count, lines.Length - 1);
        Assert.StartsWith("3,1,\"a\"\"b\",", lines[1], StringComparison.Ordinal);
        Assert.Contains(run.Now.Next.Probabilities[0].ToString("R"), lines[1]);
    }

    [Fact]
    public void The_animation_is_a_picture_without_script()
    {
        var run = new LessonRun(new LessonSetup { Text = "<b>&\"x\" sat" });
        run.GoTo(60);
        XDocument picture = XDocument.Parse(AnimationExport.Of(run, Projection.Of(run.Now.Input, 2)));
        Assert.Equal(2 * run.Words.Count, picture.Descendants().Count(e => e.Name.LocalName == "animateTransform"));
        Assert.DoesNotContain(picture.Descendants(), e => e.Name.LocalName == "script");
    }

    [Fact]
    public void The_program_names_the_text_the_settings_and_every_change_by_hand()
    {
        var run = new LessonRun(new LessonSetup { Text = "cat \"sat\\ dog", Start = LessonStart.Random, Seed = 7 });
        run.GoTo(2);
        run.SetLearningRate(0.5);
        run.GoTo(5);
        string program = ProgramExport.Of(run);
        Assert.Contains("seed: 7", program);
        Assert.Contains("if (step == 2) { learningRate = 0.5; }", program);
        Assert.Contains("step < 5", program);
    }
}
