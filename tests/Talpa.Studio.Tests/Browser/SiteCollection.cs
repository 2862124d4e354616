namespace Talpa.Studio.Tests.Browser;

/// <summary>The tests that share the server and the browser.</summary>
[CollectionDefinition("site")]
public sealed class SiteCollection : ICollectionFixture<Site>;
