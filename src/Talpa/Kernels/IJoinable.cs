namespace Talpa.Kernels;

/// <summary>A node of a <see cref="PairwiseTree"/>.</summary>
internal interface IJoinable<TSelf>
    where TSelf : struct, IJoinable<TSelf>
{
    /// <summary>The node above two nodes.</summary>
    /// <param name="left">The node of the leaves that come first.</param>
    /// <param name="right">The node of the leaves after them.</param>
    static abstract TSelf Join(TSelf left, TSelf right);
}
