using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <summary>What the page shows, and everything a person can do to it. Knows no browser.</summary>
public sealed class StudioState
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(12);
    private readonly ObjectivesOnShow _objectives = new();
    private View _view;

    /// <summary>Shows a view, at its first step; <see cref="OpenAsync"/> goes to its step.</summary>
    public StudioState(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _view = view;
        Run = new LessonRun(view.Setup, view.Edits);
        Projection = NewProjection();
        Said = StepWords.Opening(Run.Now);
        Player = new Player(this);
        Draft = new TextDraft(this);
        Hand = new Hand(this);
    }

    /// <summary>Called when something on show has changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Takes steps by itself when it is told to.</summary>
    public Player Player { get; }

    /// <summary>The text as it is being typed.</summary>
    public TextDraft Draft { get; }

    /// <summary>What moves vectors by hand.</summary>
    public Hand Hand { get; }

    /// <summary>The lesson's run.</summary>
    public LessonRun Run { get; private set; }

    /// <summary>The plane onto which vectors are dropped.</summary>
    public Projection Projection { get; private set; }

    /// <summary>The moment on show.</summary>
    public Moment Now => Run.Now;

    /// <summary>The name of the number that is asked about; <c>null</c> for none.</summary>
    public string? Asked { get; private set; }

    /// <summary>How the number asked about comes about; when none is, how the one that the open part of the page is about does.</summary>
    public Formula Formula => FormulaOf(Asked ?? Panel switch
    {
        "objectives" => ObjectiveFormulas.Name(TextbookObjective.FullSoftmax, "loss"),
        "likeness" => LikenessFormulas.CosineName(Pair.A, Pair.B),
        _ => "loss",
    });

    /// <summary>The three objectives at the step on show, computed when they are first asked for.</summary>
    public IReadOnlyList<ObjectiveMoment> Objectives => _objectives.At(Run);

    /// <summary>The last thing that happened, in words.</summary>
    public string Said { get; private set; }

    /// <summary>Whether the last change was a single step, which is shown as a movement.</summary>
    public bool IsGliding { get; private set; }

    /// <summary>Steps a second while playing, one of <see cref="Player.Speeds"/>.</summary>
    public int Speed
    {
        get => _view.Speed;
        set
        {
            _view = _view with { Speed = value };
            Changed?.Invoke();
        }
    }

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

    /// <summary>Whether the page is as narrow as a phone's, where words in the picture are written larger.</summary>
    public bool IsNarrow { get; set; }

    /// <summary>Whether files of this computer can be opened: where <c>talpa studio</c> serves the page.</summary>
    public bool CanOpen { get; set; }

    /// <summary>Whether a teacher's link has hidden a control.</summary>
    public bool IsHidden(string control) => _view.Hidden.Contains(control);

    /// <summary>Whether something belongs to the formula on show because it was asked for.</summary>
    public bool IsLit(string name) => Asked is not null && Formula.IsLit(name);

    /// <summary>Opens a view, exactly.</summary>
    public async Task OpenAsync(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Player.Halt();
        _view = view;
        Draft.Reset(view.Setup.Text);
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
        int opening = ++Opening;
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
            if (opening != Opening)
            {
                return;
            }
        }

        Run.GoTo(step);
        Said = step == 0 ? StepWords.Opening(Now) : $"At step {step}: {LossInWords()}.";
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

        Say($"Learning rate {rate:0.####} from step {Run.Step} on.");
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
        Say($"The plane now fits the vectors of step {Run.Step}.");
    }

    /// <summary>Which vector a name means, <c>in:3</c> or <c>out:3</c>; <c>null</c> when there is none of that name.</summary>
    public (bool IsOutput, int Word)? Find(string? vector) =>
        vector?.Split(':') is [("in" or "out") and var table, var word] && int.TryParse(word, out int id) && id >= 0 && id < Run.Words.Count
            ? (table == "out", id)
            : null;

    /// <summary>Changes whenever another run or a step far away is opened: what went on until then has been overtaken.</summary>
    internal int Opening { get; private set; }

    /// <summary>Says what has just happened, and shows it.</summary>
    internal void Say(string words)
    {
        IsGliding = false;
        Said = words;
        Changed?.Invoke();
    }

    /// <summary>The loss of the step on show, in words.</summary>
    internal string LossInWords() => Now.IsFinite
        ? $"loss {Numbers.Write(Now.Next.LossBefore / Now.Example.Context.Count)}{(Now.Example.Context.Count > 1 ? " a context word" : string.Empty)}{StepWords.Longest(Now)}"
        : "the numbers have left the range, the learning rate is too large";

    private Formula FormulaOf(string name) =>
        LikenessFormulas.Find(name, this) ?? (name.StartsWith(ObjectiveFormulas.Prefix, StringComparison.Ordinal) ? ObjectiveFormulas.Find(name, Objectives, Now) : null)
            ?? Formulas.Of(name, Now);

    private void Start(LessonRun run)
    {
        Run = run;
        Opening++;
        Asked = null;
        IsGliding = false;
        Projection = NewProjection();
        Said = StepWords.Opening(run.Now);
        Changed?.Invoke();
    }

    private Projection NewProjection() => Projection.Of(Now.Input.Concat(Now.Output), Run.Setup.Dimension);
}
