namespace Talpa;

/// <summary>What the answer to "a is to b as c is to ?" must make as large as possible.</summary>
public enum AnalogyObjective
{
    /// <summary>3CosAdd: the cosine with b − a + c, each scaled to length 1 before (Mikolov, Yih and Zweig 2013).</summary>
    Add,

    /// <summary>3CosMul: cosine with b × cosine with c ÷ cosine with a, the cosines moved to the range 0 to 1 (Levy and Goldberg 2014, equation 4).</summary>
    Multiply,
}
