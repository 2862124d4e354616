namespace Talpa.Studio.Tests.Browser;

/// <summary>The tests of the live page share a second browser, so that they run in parallel with the tests of the lesson.</summary>
[CollectionDefinition("live")]
public sealed class LiveCollection : ICollectionFixture<Site>;
