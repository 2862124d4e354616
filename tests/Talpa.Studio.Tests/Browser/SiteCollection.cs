namespace Talpa.Studio.Tests.Browser;

/// <summary>The tests of the lesson page share its server and a browser.</summary>
[CollectionDefinition("site")]
public sealed class SiteCollection : ICollectionFixture<Site>;
