using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <summary>What the page shows, and everything a person can do to it. Knows no browser.</summary>
public sealed class StudioState
{
    /// <summary>How many steps a second Play can take.</summary>
    public static readonly IReadOnlyList<int> Speeds = [1, 3, 10, 30, 100];

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(12);
    private View _view;
    private int _opening;

    /// <summary>Shows a view, at its first step; <see cref="OpenAsync"/> goes to its step.</summary>
    public StudioState(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _view = view;
        Draft = view.Setup.Text;
        Run = new LessonRun(view.Setup, view.Edits);
        Projection = NewProjection();
        Said = StepWords.Opening(Run.Now);
    }

    /// <summary>Called when something on show has changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>The lesson's run.</summary>
    public LessonRun Run { get; private set; }

    /// <summary>The plane onto which vectors are dropped.</summary>
    public Projection Projection { get; private set; }

    /// <summary>The moment on show.</summary>
    public Moment Now => Run.Now;

    /// <summary>The name of the number that is asked about; <c>null</c> for none.</summary>
    public string? Asked { get; private set; }

    /// <summary>How the number asked about comes about; how the loss does when none is.</summary>
    public Formula Formula => Formulas.Of(Asked ?? "loss", Now);

    /// <summary>The last thing that happened, in words.</summary>
    public string Said { get; private set; }

    /// <summary>Whether the last change was a single step, which is shown as a movement.</summary>
    public bool IsGliding { get; private set; }

    /// <summary>Whether steps are being taken by themselves.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>Steps a second while playing.</summary>
    public int Speed { get; set; } = 3;

    /// <summary>The text as it is being typed.</summary>
    public string Draft { get; private set; }

    /// <summary>What is wrong with the text as typed, or what of it was left out; <c>null</c> when it is used as it is.</summary>
    public string? TextNote { get; private set; }

    /// <summary>The vector whose landscape is drawn, such as <c>in:0</c>.</summary>
    public string? Chosen => _view.Chosen;

    /// <summary>Which part of the page is open.</summary>
    public string Panel => _view.Panel;

    /// <summary>The two words looked at together.</summary>
    public (int A, int B) Pair => (Math.Clamp(_view.Pair.A, 0, Run.Words.Count - 1), Math.Clamp(_view.Pair.B, 0, Run.Words.Count - 1));

    /// <summary>The step that the right end of the time line stands for: it grows with the run.</summary>
    public int TimeLength
    {
        get
        {
            int length = 100;
            while (length < Math.Max(Run.Furthest, Run.Step))
            {
                length = length < 1000 ? length * 2 : length + 1000;
            }

            return Math.Min(length, History.MaxSteps);
        }
    }

    /// <summary>Everything that a link to the page as it is now restores.</summary>
    public View View => _view with { Setup = Run.Setup, Edits = [.. Run.Edits], Step = Run.Step };

    /// <summary>Whether a teacher's link has hidden a control.</summary>
    public bool IsHidden(string control) => _view.Hidden.Contains(control);

    /// <summary>Whether something belongs to the formula on show because it was asked for.</summary>
    public bool IsLit(string name) => Asked is not null && Formula.IsLit(name);

    /// <summary>Opens a view, exactly.</summary>
    public async Task OpenAsync(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        IsPlaying = false;
        _view = view;
        Draft = view.Setup.Text;
        Start(new LessonRun(view.Setup, view.Edits));
        if (view.ProjectedAt > 0 && view.Setup.Dimension > 2)
        {
            await GoToAsync(view.ProjectedAt);
            Projection = NewProjection();
        }

        await GoToAsync(view.Step);
    }

    /// <summary>Opens a lesson at its first step.</summary>
    public Task OpenAsync(LessonSetup setup) =>
        OpenAsync(_view with { Setup = setup, Edits = [], Step = 0, ProjectedAt = 0, Chosen = null, Pair = setup.Text == Run.Setup.Text ? Pair : (0, 1) });

    /// <summary>Opens one of the lessons that come with the page.</summary>
    public async Task OpenAsync(Preset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        await OpenAsync(preset.Setup);
        int[] alike = [.. preset.Alike.Select(word => Run.Words.ToList().IndexOf(word))];
        Compare(alike[0], alike[1]);
    }

    /// <summary>Takes steps forward, or goes steps back.</summary>
    public void Move(int steps)
    {
        int from = Run.Step;
        int to = Math.Clamp(from + steps, 0, History.MaxSteps);
        if (to == from)
        {
            return;
        }

        string said = steps == 1 ? StepWords.Of(Now) : string.Empty;
        Run.GoTo(to);
        IsGliding = Math.Abs(steps) == 1;
        Said = steps switch
        {
            1 => said,
            > 1 => $"{to - from} steps on, at step {to}: {LossInWords()}.",
            _ => $"Back at step {to}: {LossInWords()}.",
        };
        Changed?.Invoke();
    }

    /// <summary>Goes to a step; a long way is gone in slices, so that the page stays alive.</summary>
    public async Task GoToAsync(int step)
    {
        int opening = ++_opening;
        step = Math.Clamp(step, 0, History.MaxSteps);
        IsGliding = false;
        while (step > Run.Furthest && step - Run.Furthest > 50)
        {
            long start = TimeProvider.System.GetTimestamp();
            Run.GoTo(Run.Furthest);
            while (Run.Step < step && TimeProvider.System.GetElapsedTime(start) < Slice)
            {
                Run.GoTo(Run.Step + 1);
            }

            Said = $"Computing: step {Run.Step} of {step}.";
            Changed?.Invoke();
            await Task.Delay(1);
            if (opening != _opening)
            {
                return;
            }
        }

        Run.GoTo(step);
        Said = step == 0 ? StepWords.Opening(Now) : $"At step {step}: {LossInWords()}.";
        Changed?.Invoke();
    }

    /// <summary>Takes steps by itself until it is told to stop or the run ends.</summary>
    public async Task PlayAsync()
    {
        if (IsPlaying)
        {
            return;
        }

        IsPlaying = true;
        int opening = _opening;
        double due = 0;
        long last = TimeProvider.System.GetTimestamp();
        Move(1);
        while (IsPlaying && opening == _opening && Run.Step < History.MaxSteps && Now.IsFinite)
        {
            await Task.Delay(Speed <= 30 ? 1000 / Speed : 30);
            due += TimeProvider.System.GetElapsedTime(last).TotalSeconds * Speed;
            last = TimeProvider.System.GetTimestamp();
            if (IsPlaying && opening == _opening && due >= 0.5)
            {
                // A page that can't keep up goes slower; it doesn't pile up steps.
                int steps = Math.Clamp((int)Math.Round(due), 1, 20);
                due = 0;
                Move(steps);
            }
        }

        Stop();
    }

    /// <summary>Stops playing.</summary>
    public void Stop()
    {
        IsPlaying = false;
        Changed?.Invoke();
    }

    /// <summary>Asks how a number comes about; <c>null</c> asks nothing.</summary>
    public void Ask(string? name)
    {
        if (Asked != name)
        {
            Asked = name;
            Changed?.Invoke();
        }
    }

    /// <summary>Takes the text as typed so far. Text that has nothing to learn is kept as a draft while the lesson goes on as it was.</summary>
    public async Task TypeAsync(string text)
    {
        Draft = text;
        LessonText parsed = LessonText.Parse(text);
        if (!parsed.IsUsable)
        {
            TextNote = "Write a sentence of two different words or more.";
            Changed?.Invoke();
            return;
        }

        LessonStart start = Run.Setup.Start == LessonStart.Placed && parsed.Words.Count > 3 ? LessonStart.Random : Run.Setup.Start;
        await OpenAsync(Run.Setup with { Text = text.Length <= LessonText.MaxCharacters ? text : text[..LessonText.MaxCharacters], Start = start });
        TextNote = parsed.Limit;
        Changed?.Invoke();
    }

    /// <summary>Changes the learning rate from the moment on show on; before the first step it is the lesson's own.</summary>
    public async Task SetLearningRateAsync(double rate)
    {
        rate = Math.Clamp(rate, 0.0001, LessonSetup.MaxLearningRate);
        if (Run.Step == 0)
        {
            IReadOnlyList<RunEdit> places = [.. Run.Edits.Where(edit => edit is PlaceEdit { Step: 0 })];
            await OpenAsync(_view with { Setup = Run.Setup with { LearningRate = rate }, Edits = places, Step = 0 });
        }
        else
        {
            Run.SetLearningRate(rate);
        }

        Said = $"Learning rate {rate:0.####} from step {Run.Step} on.";
        Changed?.Invoke();
    }

    /// <summary>Puts a vector where a place in the plane says: what if it stood there?</summary>
    public void PlaceAt(string vector, double x, double y)
    {
        if (Find(vector) is not var (isOutput, word) || !double.IsFinite(x) || !double.IsFinite(y))
        {
            return;
        }

        IReadOnlyList<double> now = isOutput ? Now.Output[word] : Now.Input[word];
        Run.Place(isOutput, word, Projection.Moved(now, x, y));
        IsGliding = false;
        Said = $"{(isOutput ? "Output" : "Input")} vector of {Now.Words[word]} at {Numbers.Write(x)} across, {Numbers.Write(y)} up: {LossInWords()}.";
        Changed?.Invoke();
    }

    /// <summary>Moves a vector a little by hand.</summary>
    public void Nudge(string vector, double acrossSteps, double upSteps)
    {
        if (Find(vector) is var (isOutput, word))
        {
            (double x, double y) = Projection.Apply(isOutput ? Now.Output[word] : Now.Input[word]);
            PlaceAt(vector, x + (0.05 * acrossSteps), y + (0.05 * upSteps));
        }
    }

    /// <summary>Chooses the vector whose landscape is drawn; the one chosen already is let go.</summary>
    public void Choose(string? vector)
    {
        _view = _view with { Chosen = vector == Chosen || vector is null || Find(vector) is null ? null : vector };
        Changed?.Invoke();
    }

    /// <summary>Opens a part of the page.</summary>
    public void Open(string panel)
    {
        _view = _view with { Panel = panel };
        Changed?.Invoke();
    }

    /// <summary>Chooses two words to look at together.</summary>
    public void Compare(int a, int b)
    {
        _view = _view with { Pair = (a, b) };
        Changed?.Invoke();
    }

    /// <summary>Fixes the projection anew, so that it fits the vectors as they are now.</summary>
    public void Project()
    {
        _view = _view with { ProjectedAt = Run.Step };
        Projection = NewProjection();
        Said = $"The plane now fits the vectors of step {Run.Step}.";
        Changed?.Invoke();
    }

    /// <summary>Which vector a name means, <c>in:3</c> or <c>out:3</c>; <c>null</c> when there is none of that name.</summary>
    public (bool IsOutput, int Word)? Find(string? vector) =>
        vector?.Split(':') is [("in" or "out") and var table, var word] && int.TryParse(word, out int id) && id >= 0 && id < Run.Words.Count
            ? (table == "out", id)
            : null;

    private void Start(LessonRun run)
    {
        Run = run;
        _opening++;
        Asked = null;
        IsGliding = false;
        TextNote = run.Text.Limit;
        Projection = NewProjection();
        Said = StepWords.Opening(run.Now);
        Changed?.Invoke();
    }

    private Projection NewProjection() => Projection.Of(Now.Input.Concat(Now.Output), Run.Setup.Dimension);

    private string LossInWords() => Now.IsFinite
        ? $"loss {Numbers.Write(Now.Next.LossBefore / Now.Example.Context.Count)}"
        : "the numbers have left the range, the learning rate is too large";
}
