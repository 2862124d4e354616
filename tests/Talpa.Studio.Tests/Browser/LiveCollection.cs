namespace Talpa.Studio.Tests.Browser;

/// <summary>The tests of the live page share another browser, so that they run beside those of the lesson.</summary>
[CollectionDefinition("live")]
public sealed class LiveCollection : ICollectionFixture<Site>;
