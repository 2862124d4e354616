using System.Diagnostics;
using System.Net;
using Talpa.Mpi.Checks;
using Talpa.Mpi.Groups;

namespace Talpa.Mpi.Watching;

/// <summary>
/// Ends a job in which a rank waits for too long: MPI waits for ever for a process that is stopped, or a host that does not answer. A thread of its own looks at this rank's progress
/// and answers the questions of other ranks for it.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    /// <summary>The exit code of a job that is ended, that of the command <c>timeout</c>.</summary>
    public const int ExitCode = 124;

    /// <summary>How long answers are waited for.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    /// <summary>How long a rank leaves the report to one with a lower number.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan ShortestStart = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly OperationProgress _progress;
    private readonly string _name;
    private readonly TimeSpan _limit;
    private readonly Action<string> _end;
    private readonly ProgressSocket? _socket = ProgressSocket.Open();
    private readonly TimeSpan _pause;
    private volatile Team? _team;
    private volatile bool _isStopped;
    private long _lastLook = Stopwatch.GetTimestamp();
    private long _awakeSince;

    /// <summary>Starts to watch.</summary>
    /// <param name="progress">This rank's progress.</param>
    /// <param name="name">What this rank is called until it has joined the others.</param>
    /// <param name="limit">The longest wait without progress; at the start at least a minute.</param>
    /// <param name="end">Ends the job with a line for a person. It does not return.</param>
    public Watchdog(OperationProgress progress, string name, TimeSpan limit, Action<string> end)
    {
        _progress = progress;
        _name = name;
        _limit = limit;
        _end = end;
        _pause = limit / 4 < LongestPause ? limit / 4 : LongestPause;
        new Thread(Loop) { IsBackground = true, Name = "Talpa watchdog" }.Start();
    }

    /// <summary>Adds the address at which the others reach this rank with questions.</summary>
    public RankFacts AddTo(RankFacts facts) => facts with { Addresses = _socket?.Addresses ?? [], Port = _socket?.Port ?? 0, Key = Random.Shared.NextInt64() };

    /// <summary>From now on questions can be sent to the other ranks.</summary>
    /// <param name="ranks">All ranks.</param>
    /// <param name="rank">This one.</param>
    public void Join(IReadOnlyList<RankFacts> ranks, int rank) => _team = new Team(ranks, rank, ranks[0].Key, _socket);

    /// <summary>Stops watching. The thread ends soon after.</summary>
    public void Dispose() => _isStopped = true;

    private void Loop()
    {
        Team? greeted = null;
        Question? question = null;
        while (!_isStopped)
        {
            Team? team = _team;
            Answer(team);
            if (team is not null && greeted is null)
            {
                // Once at the start, to find out which ranks questions reach at all.
                greeted = team;
                SendQuestions(team);
            }

            question = Look(team, question);
        }

        _socket?.Dispose();
    }

    /// <summary>Answers questions and notes answers until a pause is over.</summary>
    private void Answer(Team? team)
    {
        if (team is null || _socket is null)
        {
            Thread.Sleep(_pause);
            return;
        }

        long start = Stopwatch.GetTimestamp();
        for (TimeSpan left = _pause; left > TimeSpan.Zero; left = _pause - Stopwatch.GetElapsedTime(start))
        {
            if (_socket.Receive(left, team.Key, team.Ranks.Count, out IPEndPoint sender) is not { } message)
            {
                continue;
            }

            if (message.IsAnswer)
            {
                team.Answers[message.Rank] = message;
                team.HasAnswered[message.Rank] = true;
            }
            else
            {
                _socket.Send(Own(team, isAnswer: true), [sender]);
            }
        }
    }

    private void SendQuestions(Team team)
    {
        for (int rank = 0; rank < team.Ranks.Count && _socket is not null; rank++)
        {
            if (rank != team.Rank)
            {
                _socket.Send(Own(team, isAnswer: false), team.EndPoints[rank]);
            }
        }
    }

    /// <summary>Sends questions to the others when this rank waits for too long, and ends the job when they have answered.</summary>
    private Question? Look(Team? team, Question? question)
    {
        OperationState state = _progress.Now;
        if (Stopwatch.GetElapsedTime(_lastLook) > _limit / 2)
        {
            // This process was stopped itself, and runs again: it has waited for no one meanwhile.
            _awakeSince = Stopwatch.GetTimestamp();
        }

        _lastLook = Stopwatch.GetTimestamp();
        TimeSpan waited = Stopwatch.GetElapsedTime(Math.Max(state.Since, _awakeSince));
        if (state.Kind == OperationKind.None || waited < LimitOf(state.Kind))
        {
            return null;
        }

        if (question?.State != state)
        {
            question = new Question(state, Stopwatch.GetTimestamp());
            Array.Clear(team?.Answers ?? []);
        }

        if (team is null)
        {
            _end(WaitDiagnosis.Describe(_name, state, waited, []));
            return question;
        }

        TimeSpan sinceQuestion = Stopwatch.GetElapsedTime(question.Start);
        SendQuestions(team);
        if (sinceQuestion < AnswerTime)
        {
            return question;
        }

        RankAnswer[] others = [.. team.Others()];
        if (sinceQuestion >= AnswerTime + Grace || !WaitDiagnosis.IsReportedByAnother(team.Rank, state, others))
        {
            _end(WaitDiagnosis.Describe(team.Ranks[team.Rank].Name, state, waited, others.All(other => other.Facts.Port == 0) ? [] : others));
        }

        return question;
    }

    /// <summary>Hosts start processes one after the other, and load their images first.</summary>
    private TimeSpan LimitOf(OperationKind kind) => kind == OperationKind.Start && _limit < ShortestStart ? ShortestStart : _limit;

    private ProgressMessage Own(Team team, bool isAnswer)
    {
        OperationState state = _progress.Now;
        return new ProgressMessage(team.Key, isAnswer, team.Rank, state.Number, state.Kind, (long)Stopwatch.GetElapsedTime(state.Since).TotalMilliseconds);
    }

    /// <summary>When questions about an operation were first sent to the others.</summary>
    private sealed record Question(OperationState State, long Start);

    /// <summary>The ranks and what they answered last.</summary>
    private sealed class Team(IReadOnlyList<RankFacts> ranks, int rank, long key, ProgressSocket? socket)
    {
        public IReadOnlyList<RankFacts> Ranks => ranks;

        public int Rank => rank;

        public long Key => key;

        public IPEndPoint[][] EndPoints { get; } = [.. ranks.Select(one => socket is null ? [] : socket.EndPoints(one.Addresses, one.Port).ToArray())];

        public ProgressMessage?[] Answers { get; } = new ProgressMessage?[ranks.Count];

        public bool[] HasAnswered { get; } = new bool[ranks.Count];

        public IEnumerable<RankAnswer> Others() =>
            from one in ranks
            where one.Rank != rank
            select new RankAnswer(one, Answers[one.Rank], CanBeReached(one));

        /// <summary>Whether packets reach the rank's host: they do within a host, and where any of its ranks has answered.</summary>
        private bool CanBeReached(RankFacts one) => ranks.Any(other => other.Host == one.Host && (other.Rank == rank || HasAnswered[other.Rank]));
    }
}
