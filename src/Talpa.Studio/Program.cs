using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Talpa.Studio.Live;

WebAssemblyHostBuilder builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<Root>("#app");
await builder.Build().RunAsync();
