namespace Talpa.Studio.Common.Messages;

/// <summary>The answer to "a is to b as c is to ?", found among all words and in all dimensions.</summary>
/// <param name="Question">The three words of the question with their points.</param>
/// <param name="Answers">The best answers, the best first.</param>
public sealed record AnalogyAnswer(IReadOnlyList<AnsweredWord> Question, IReadOnlyList<AnsweredWord> Answers);
