namespace Talpa.Evaluation;

/// <summary>The best row found so far for each question; of equal scores the lower row. One thread at a time.</summary>
internal sealed class BestAnswers
{
    private readonly float[] _scores;

    public BestAnswers(int questions)
    {
        Rows = new int[questions];
        Rows.AsSpan().Fill(-1);
        _scores = new float[questions];
        _scores.AsSpan().Fill(float.NegativeInfinity);
    }

    /// <summary>The best row for each question; −1 where none was offered.</summary>
    public int[] Rows { get; }

    public void Offer(int question, int row, float score)
    {
        if (score > _scores[question] || (score == _scores[question] && score > float.NegativeInfinity && row < Rows[question]))
        {
            _scores[question] = score;
            Rows[question] = row;
        }
    }

    /// <summary>Offers all that another has found.</summary>
    public void Merge(BestAnswers other)
    {
        for (int question = 0; question < Rows.Length; question++)
        {
            Offer(question, other.Rows[question], other._scores[question]);
        }
    }
}
