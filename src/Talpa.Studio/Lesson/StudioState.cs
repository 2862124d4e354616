using Talpa.Studio.Drawing;
using Talpa.Studio.Story;

namespace Talpa.Studio.Lesson;

/// <summary>The state of the lesson page and all actions of the user. Independent of the browser.</summary>
public sealed partial class StudioState
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(12);
    private readonly ObjectivesCache _objectives = new();
    private View _view;

    /// <summary>The last change in words, in any language.</summary>
    private Func<StudioText, string> _announcement;

    /// <summary>Shows a view at its first step. <see cref="OpenAsync"/> goes to the view's step.</summary>
    public StudioState(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _view = view;
        Text = new StudioText(view.Language);
        Run = new LessonRun(view.Setup, view.Edits);
        Projection = NewProjection();
        SayNext();
        Player = new Player(this);
        Draft = new TextDraft(this);
        Mover = new VectorMover(this);
        Story = new Storyteller(this);
        Predictions = new Predictions(this);
    }

    /// <summary>Called when the state has changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Plays the run.</summary>
    public Player Player { get; }

    /// <summary>The text that the user types.</summary>
    public TextDraft Draft { get; }

    /// <summary>Moves vectors by pointer or keyboard.</summary>
    public VectorMover Mover { get; }

    /// <summary>Shows the scenes of the story.</summary>
    public Storyteller Story { get; }

    /// <summary>The learner's predictions of the next step.</summary>
    public Predictions Predictions { get; }

    /// <summary>The lesson's run.</summary>
    public LessonRun Run { get; private set; }

    /// <summary>The plane onto which vectors are projected.</summary>
    public Projection Projection { get; private set; }

    /// <summary>The snapshot of the current step.</summary>
    public LessonSnapshot Now => Run.Now;

    /// <summary>The name of the highlighted number; <c>null</c> for none.</summary>
    public string? Highlighted { get; private set; }

    /// <summary>The three objectives at the current step, computed on demand.</summary>
    public IReadOnlyList<ObjectiveSnapshot> Objectives => _objectives.At(Run);

    /// <summary>The last change in words, for the live region.</summary>
    public string Announcement { get; private set; }

    /// <summary>Whether the last change was a single step, which is animated.</summary>
    public bool IsGliding { get; private set; }

    /// <summary>Whether a film of the run is being made. The sheet that began it may be closed meanwhile.</summary>
    public bool IsFilming { get; set; }

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

    /// <summary>The vector whose loss contours are drawn, such as <c>in:0</c>.</summary>
    public string? Chosen => _view.Chosen;

    /// <summary>The open panel.</summary>
    public string Panel => _view.Panel;

    /// <summary>The two compared words.</summary>
    public (int A, int B) Pair => (Math.Clamp(_view.Pair.A, 0, Run.Words.Count - 1), Math.Clamp(_view.Pair.B, 0, Run.Words.Count - 1));

    /// <summary>Everything that a link to the current page restores.</summary>
    public View View => _view with { Setup = Run.Setup, Edits = [.. Run.Edits], Step = Run.Step };

    /// <summary>Whether the page has the width of a phone.</summary>
    public bool IsNarrow { get; set; }

    /// <summary>Whether files can be opened: only if <c>talpa studio</c> serves the page.</summary>
    public bool CanOpen { get; set; }

    /// <summary>What the page is made for.</summary>
    public PageLayout Layout => _view.Layout;

    /// <summary>The number of the story's scene; 0 while the story is closed.</summary>
    public int Scene => _view.Scene;

    /// <summary>Whether labels in the picture are large: on a phone and for an audience.</summary>
    public bool HasLargeLabels => IsNarrow || Layout == PageLayout.Present;

    /// <summary>Whether the link hides a control.</summary>
    public bool IsHidden(string control) => _view.Hidden.Contains(control);

    /// <summary>Opens a view, exactly.</summary>
    /// <returns>Whether its step is shown: not if another view or step was opened meanwhile.</returns>
    public async Task<bool> OpenAsync(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Player.Halt();
        _view = view;
        Text = view.Language == Text.Language ? Text : new StudioText(view.Language);
        Draft.Reset(view.Setup.Text);
        Start(new LessonRun(view.Setup, view.Edits));
        if (view.ProjectedAt > 0 && view.Setup.Dimension > 3)
        {
            if (!await GoToAsync(view.ProjectedAt))
            {
                return false;
            }

            Projection = NewProjection();
        }

        return await GoToAsync(view.Step);
    }

    /// <summary>Opens a lesson at its first step.</summary>
    public Task<bool> OpenAsync(LessonSetup setup) =>
        OpenAsync(_view with { Setup = setup, Edits = [], Step = 0, ProjectedAt = 0, Chosen = null, Pair = setup.Text == Run.Setup.Text ? Pair : (0, 1) });

    /// <summary>Opens a built-in lesson.</summary>
    public async Task OpenAsync(Preset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        await OpenAsync(preset.Setup);
        int[] pair = [.. preset.Pair.Select(word => Run.Words.ToList().IndexOf(word))];
        Compare(pair[0], pair[1]);
    }

    /// <summary>Goes a number of steps forward or back.</summary>
    public void Move(int steps)
    {
        int from = Run.Step;
        int to = Math.Clamp(from + steps, 0, History.MaxSteps);
        if (to == from)
        {
            return;
        }

        LessonSnapshot before = Now;
        Run.GoTo(to);
        LessonSnapshot now = Now;
        PredictedStep? predicted = Predictions.Settle(before, steps);
        IsGliding = Math.Abs(steps) == 1;
        Say(steps switch
        {
            1 => text => $"{(predicted is null ? StepDescription.Of(before, text) : text.Prediction(predicted))} {StepDescription.Next(now, text)}",
            > 1 => text => text.With("step.forward", ("count", $"{to - from}"), ("step", $"{to}"), ("loss", StepDescription.Loss(now, text))),
            _ => AtStep(),
        });
        Changed?.Invoke();
    }

    /// <summary>Goes to a step. Long computations are divided into slices, so that the page stays responsive.</summary>
    /// <returns>Whether the step is shown: not if another view or step was opened meanwhile.</returns>
    public async Task<bool> GoToAsync(int step)
    {
        int opening = ++Opening;
        Predictions.Clear();
        step = Math.Clamp(step, 0, History.MaxSteps);
        IsGliding = false;
        while (step > Run.ComputedSteps && step - Run.ComputedSteps > 50)
        {
            long start = TimeProvider.System.GetTimestamp();
            Run.GoTo(Run.ComputedSteps);
            while (Run.Step < step && TimeProvider.System.GetElapsedTime(start) < Slice)
            {
                Run.GoTo(Run.Step + 1);
            }

            int at = Run.Step;
            Say(text => text.With("step.computing", ("step", $"{at}"), ("last", $"{step}")));
            Changed?.Invoke();
            await Task.Delay(1);
            if (opening != Opening)
            {
                return false;
            }
        }

        Run.GoTo(step);
        if (step == 0)
        {
            SayNext();
        }
        else
        {
            Say(AtStep());
        }

        Changed?.Invoke();
        return true;
    }

    /// <summary>Highlights a number and its operands; <c>null</c> for none.</summary>
    public void Highlight(string? name)
    {
        if (Highlighted != name)
        {
            Highlighted = name;
            Changed?.Invoke();
        }
    }

    /// <summary>Changes the learning rate from the current step on; before the first step, the lesson's initial learning rate.</summary>
    public async Task SetLearningRateAsync(double rate)
    {
        rate = Math.Clamp(rate, 0.0001, LessonSetup.MaxLearningRate);
        if (Run.Step == 0)
        {
            IReadOnlyList<RunEdit> edits = [.. Run.Edits.Where(edit => edit is VectorEdit { Step: 0 })];
            await OpenAsync(_view with { Setup = Run.Setup with { LearningRate = rate }, Edits = edits, Step = 0 });
        }
        else
        {
            Run.SetLearningRate(rate);
        }

        int step = Run.Step;
        Announce(text => text.With("step.rate", ("rate", text.Range(rate)), ("step", $"{step}")));
    }

    /// <summary>Selects the vector whose loss contours are drawn; deselects it if it is already selected.</summary>
    public void Choose(string? vector)
    {
        _view = _view with { Chosen = vector == Chosen || vector is null || Find(vector) is null ? null : vector };
        Changed?.Invoke();
    }

    /// <summary>Opens a panel.</summary>
    public void Open(string panel)
    {
        _view = _view with { Panel = panel };
        Changed?.Invoke();
    }

    /// <summary>Shows the page in another layout.</summary>
    public void Arrange(PageLayout layout)
    {
        _view = _view with { Layout = layout };
        Changed?.Invoke();
    }

    /// <summary>Selects two words to compare.</summary>
    public void Compare(int a, int b)
    {
        _view = _view with { Pair = (a, b) };
        Changed?.Invoke();
    }

    /// <summary>Computes the projection again for the current vectors.</summary>
    public void Project()
    {
        _view = _view with { ProjectedAt = Run.Step };
        Projection = NewProjection();
        int step = Run.Step;
        Announce(text => text.With("projection.fitted", ("step", $"{step}")));
    }

    /// <summary>Parses the name of a vector, <c>in:3</c> or <c>out:3</c>; <c>null</c> if there is none of that name.</summary>
    public (bool IsOutput, int Word)? Find(string? vector) =>
        vector?.Split(':') is [("in" or "out") and var table, var word] && int.TryParse(word, out int id) && id >= 0 && id < Run.Words.Count
            ? (table == "out", id)
            : null;

    /// <summary>A counter of opened runs and jumps, by which asynchronous work detects that it is obsolete.</summary>
    internal int Opening { get; private set; }

    /// <summary>Announces a change and updates the page.</summary>
    /// <param name="announcement">The change in words, in a language.</param>
    internal void Announce(Func<StudioText, string> announcement)
    {
        IsGliding = false;
        Say(announcement);
        Changed?.Invoke();
    }

    private void Start(LessonRun run)
    {
        Run = run;
        Opening++;
        Highlighted = null;
        IsGliding = false;
        Projection = NewProjection();
        SayNext();
        Changed?.Invoke();
    }
}
