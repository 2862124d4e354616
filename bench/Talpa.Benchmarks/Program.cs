// Measures the kernels and shows their share of one core's peak, which is measured first in the same run:
//   dotnet run -c Release --project bench/Talpa.Benchmarks -- --filter '*LogisticBlock*'
// To see the machine code of a kernel (if noise hides a change, count instructions in the inner loop):
//   DOTNET_JitDisasm='Scores Update' DOTNET_JitStdOutFile=listing.txt DOTNET_TieredCompilation=0 \
//     dotnet run -c Release --project bench/Talpa.Benchmarks -- --filter '*LogisticBlock*'
// DOTNET_EnableAVX512=0, DOTNET_EnableAVX2=0 and DOTNET_EnableHWIntrinsic=0 disable the wider registers, one width after the other.
// Estimates the time of a training in shards on more processors, from its rounds on one thread:
//   dotnet run -c Release --project bench/Talpa.Benchmarks -- cores TEXT SHARDS [DIMENSION]
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Talpa.Benchmarks;

if (args is ["cores", var text, var shards, .. var rest])
{
    return CoreSimulation.Run(text, int.Parse(shards, CultureInfo.InvariantCulture), rest is [var dimension] ? int.Parse(dimension, CultureInfo.InvariantCulture) : 100);
}

Console.WriteLine($"One core: {Machine.PeakOperations / 1e9:0.0} GFLOP/s in fused multiply-adds, {Machine.ReadBytes / 1e9:0.0} GB/s read from memory; all cores {Machine.ReadBytesOfAll / 1e9:0.0} GB/s.");

// In this process, so that no project is generated and built, and the peaks and the kernels run under the same conditions.
Job job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithIterationTime(TimeInterval.FromMilliseconds(100))
    .WithWarmupCount(3)
    .WithIterationCount(9);
IConfig config = DefaultConfig.Instance
    .AddJob(job)
    .AddColumn(ShareColumn.All);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return 0;
