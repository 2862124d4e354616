using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Parameters;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Talpa.Benchmarks;

/// <summary>A column computed from the time of a call and its work.</summary>
internal sealed class ShareColumn(string name, string legend, Func<Work, double, string> show) : IColumn
{
    public static IColumn[] All { get; } =
    [
        new ShareColumn("GFLOP/s", "Floating-point operations a second, a fused multiply-add counted as two", (work, seconds) => $"{work.Operations / seconds / 1e9:0.0}"),
        new ShareColumn("of peak", "Share of the fused multiply-add peak of one core, measured in this run", (work, seconds) => $"{work.Operations / seconds / Machine.PeakOperations:0.0%}"),
        new ShareColumn("GB/s", "Bytes from memory a second", (work, seconds) => work.Bytes == 0 ? "" : $"{work.Bytes / seconds / 1e9:0.0}"),
        new ShareColumn("of read", "Share of one core's read bandwidth, measured in this run", (work, seconds) => work.Bytes == 0 ? "" : $"{work.Bytes / seconds / Machine.ReadBytes:0.0%}"),
    ];

    public string Id => name;

    public string ColumnName => name;

    public string Legend => legend;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } statistics)
        {
            return "?";
        }

        var benchmarks = (IMeasured)Activator.CreateInstance(benchmarkCase.Descriptor.Type)!;
        foreach (ParameterInstance parameter in benchmarkCase.Parameters.Items)
        {
            benchmarks.GetType().GetProperty(parameter.Name)!.SetValue(benchmarks, parameter.Value);
        }

        return show(benchmarks.Work, statistics.Median / 1e9);
    }
}
