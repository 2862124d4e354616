using System.Reflection;
using System.Text.RegularExpressions;
using Talpa.Cli.Entry;

namespace Talpa.Cli.Tests;

public class CommandLineTests
{
    [Fact]
    public void Without_arguments_the_commands_are_listed()
    {
        var session = Session.Run();

        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Contains("explain", session.Out, StringComparison.Ordinal);
        Assert.Contains("Examples", session.Out, StringComparison.Ordinal);
        Assert.Empty(session.Error);
    }

    [Fact]
    public void Help_is_also_a_command()
    {
        Assert.Equal(Session.Run("--help"), Session.Run("help"));
        Assert.Equal(Session.Run("eval", "analogies", "--help"), Session.Run("help", "eval", "analogies"));
        Assert.Equal(Session.Run("train", "-h"), Session.Run("help", "train"));
    }

    [Fact]
    public void An_empty_argument_is_reported()
    {
        Session.Run("info", "").FailedWith(ExitCode.WrongUsage, "VECTORS is empty");
        Session.Run("train", "").FailedWith(ExitCode.WrongUsage, "is empty");
        Session.Run("train", "-o", "").FailedWith(ExitCode.WrongUsage, "output", "empty");
    }

    [Fact]
    public void Colours_are_written_only_to_screens_that_support_them()
    {
        var plain = Session.RunOnScreen(80, "explain", "a b", "--center", "a");
        var coloured = Session.Run(terminal => terminal with { OutIsScreen = true, Colour = true }, "explain", "a b", "--center", "a");

        Assert.DoesNotContain('\u001b', plain.Out);
        Assert.Contains("\u001b[1m", coloured.Out.Replace("\u001b[0;1m", "\u001b[1m", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(plain.Out, Regex.Replace(coloured.Out, "\u001b\\[[0-9;]*m", "", RegexOptions.NonBacktracking));
    }

    [Fact]
    public void The_version_is_that_of_the_build()
    {
        var session = Session.Run("--version");

        string version = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        Assert.Equal($"talpa {version.Split('+')[0]}\n", session.Out);
        Assert.Equal(ExitCode.Done, session.Code);
    }

    [Theory]
    [InlineData("frain", "no command 'frain'")]
    [InlineData("--frain", "no option --frain")]
    [InlineData("exlain", "did you mean explain")]
    public void An_unknown_command_is_wrong_usage(string argument, string message) =>
        Session.Run(argument, "x").FailedWith(ExitCode.WrongUsage, message, "talpa --help");

    [Fact]
    public void An_unknown_option_is_not_read_as_a_word() =>
        Session.Run("explain", "a b", "--center", "a", "--windwo", "3")
            .FailedWith(ExitCode.WrongUsage, "no option --windwo", "did you mean --window", "talpa explain --help");

    [Fact]
    public void After_two_dashes_a_word_may_begin_with_a_dash()
    {
        Session.Run("nearest", "nosuch.talpa", "-a").FailedWith(ExitCode.WrongUsage, "no option -a");
        Session.Run("nearest", "nosuch.talpa", "--", "-a").FailedWith(ExitCode.UnusableInput, "nosuch.talpa");
    }

    [Fact]
    public void A_word_that_begins_with_an_at_sign_is_not_a_response_file() =>
        Session.Run("nearest", "nosuch.talpa", "@home").FailedWith(ExitCode.UnusableInput, "nosuch.talpa");

    [Theory]
    [InlineData("--dim", "x", "--dim takes a whole number, not 'x'")]
    [InlineData("--learning-rate", "nan", "--learning-rate takes a number")]
    [InlineData("--dim", "0", "--dim 0 is out of range: 1 to 300")]
    public void An_invalid_value_is_reported_with_its_option_and_the_valid_values(string option, string value, string message) =>
        Session.Run("explain", "a b", "--center", "a", option, value).FailedWith(ExitCode.WrongUsage, message);

    [Theory]
    [InlineData("--epochs", "often", "--epochs takes a whole number, or auto, not 'often'")]
    [InlineData("--hold-out", "some", "--hold-out takes a share such as 5% or 0.05, not 'some'")]
    public void An_invalid_value_of_a_training_option_is_reported_alike(string option, string value, string message) =>
        Session.Run("train", "nosuch.txt", "--objective", "exact", option, value).FailedWith(ExitCode.WrongUsage, message);

    [Fact]
    public void An_option_without_a_value_or_given_twice_is_wrong_usage()
    {
        Session.Run("explain", "a b", "--center").FailedWith(ExitCode.WrongUsage, "--center needs a value");
        Session.Run("explain", "a b", "--center", "a", "--dim", "2", "--dim", "3").FailedWith(ExitCode.WrongUsage, "--dim is given more than once");
    }

    [Fact]
    public void Too_few_or_too_many_arguments_are_wrong_usage()
    {
        Session.Run("explain").FailedWith(ExitCode.WrongUsage, "SENTENCE");
        Session.Run("explain", "a b", "--center", "a", "c").FailedWith(ExitCode.WrongUsage, "'c' is one argument too many");
    }

    [Fact]
    public void An_unexpected_error_is_one_line_and_the_stack_trace_when_debugging()
    {
        using var broken = new BrokenWriter();

        var plain = Session.Run(terminal => terminal with { Out = broken }, "--version");
        var debugged = Session.Run(terminal => terminal with { Out = broken, Debug = true }, "--version");

        plain.FailedWith(ExitCode.Failed, "a fault of Talpa's own", "out of order");
        Assert.Contains(nameof(BrokenWriter), debugged.Error, StringComparison.Ordinal);
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidOperationException("out of order\nsecond line");
    }
}
