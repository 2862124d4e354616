namespace Talpa.Training.Schedules;

/// <summary>Receives the times of the parts of the rounds, on the threads that did them.</summary>
internal interface IRoundObserver
{
    /// <summary>The text of a round was distributed, while all other threads waited.</summary>
    void Began(TimeSpan time);

    /// <summary>A shard learned its range.</summary>
    void Learned(int shard, TimeSpan time);

    /// <summary>A thread merged its part of the first rows of both tables.</summary>
    void Merged(int rows, TimeSpan time);
}
