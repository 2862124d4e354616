using Talpa.Studio.Lesson;

namespace Talpa.Studio.Story;

/// <summary>Shows the scenes of the story on the page. The numbers in the captions are those of the run.</summary>
public sealed class Storyteller(StudioState studio)
{
    /// <summary>What the page showed before the story was opened.</summary>
    private View? _before;

    /// <summary>The shown scene; <c>null</c> while the story is closed.</summary>
    public Scene? Scene => studio.Scene > 0 ? Scenes.All[studio.Scene - 1] : null;

    /// <summary>The key of the shown scene's caption.</summary>
    public string Caption => $"scene.{studio.Scene}";

    /// <summary>The lit parts of the page, as a CSS selector.</summary>
    public string Lit => Scene?.Lit(studio.Run) ?? string.Empty;

    /// <summary>Returns how many scenes a key turns, also a key of a clicker; <c>null</c> for other keys. Escape closes the story.</summary>
    public static int? TurnOf(string key) => key switch
    {
        "ArrowRight" or "PageDown" or " " => 1,
        "ArrowLeft" or "PageUp" => -1,
        "Home" => -Scenes.All.Count,
        "Escape" => Scenes.All.Count,
        _ => null,
    };

    /// <summary>Turns a number of scenes forward or back; opens the story at its first scene, and closes it behind its last one.</summary>
    /// <returns>Whether the story is open.</returns>
    public async Task<bool> TurnAsync(int scenes)
    {
        int from = studio.Scene;
        bool isOpen = from + scenes <= Scenes.All.Count;
        View now = studio.View;

        _before = from == 0 ? now : _before;

        // After the last scene the page keeps the user's text; a skipped story leads back to what the page showed before.
        View next = isOpen ? Scenes.All[Math.Max(0, from + scenes - 1)].View : from == Scenes.All.Count ? now with { Scene = 0 } : _before ?? new View();
        await studio.OpenAsync(next with { Hidden = now.Hidden, Layout = now.Layout, Language = now.Language });
        return isOpen;
    }

    /// <summary>Plays the training of the scene from its first step.</summary>
    public async Task PlayAsync()
    {
        if (studio.Player.IsPlaying)
        {
            studio.Player.Stop();
            return;
        }

        await studio.GoToAsync(0);
        await studio.Player.PlayAsync();
    }

    /// <summary>Returns the words and numbers of the run that captions name.</summary>
    public IReadOnlyDictionary<string, string> ValuesOfRun()
    {
        LessonSnapshot now = studio.Now;
        int mole = studio.Run.Words.ToList().IndexOf("mole");
        int context = now.Next.Context[0];
        (int a, int b) = studio.Pair;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["word"] = "mole",
            ["id"] = $"{mole + 1}",
            ["row"] = mole < 0 ? string.Empty : studio.Text.Row(now.Input[mole]),
            ["centre"] = now.CentreWord,
            ["first"] = now.Words[context],
            ["last"] = now.Words[now.Next.Context[^1]],
            ["contexts"] = $"{now.Next.Context.Count}",
            ["p"] = studio.Text.Number(now.Next.Probabilities[context], 3),
            ["error"] = studio.Text.Number(now.Next.Errors[context], 3),
            ["a"] = now.Words[a],
            ["b"] = now.Words[b],
            ["steps"] = studio.Text.Write(now.Step),
            ["before"] = studio.Text.Number(WordSimilarity.Cosine(studio.Run.Trail(false, a, 2)[0].Vector, studio.Run.Trail(false, b, 2)[0].Vector)),
            ["after"] = studio.Text.Number(WordSimilarity.Cosine(now.Input[a], now.Input[b])),
        };
    }
}
