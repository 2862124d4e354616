namespace Talpa.Studio.Tests.Browser;

/// <summary>All tests that share the one server and the one browser.</summary>
[CollectionDefinition("site")]
public sealed class SiteCollection : ICollectionFixture<Site>;
