#:property PublishAot=false

// Draws docs/quality-time.svg from bench/results/objectives.csv: quality (the mean of WS-353, SimLex and MEN) against processor time, a panel for each
// text, a line for each objective, means over the seeds.
// dotnet run bench/quality-time.cs -- enwiki-100mb@200000 enwiki-100mb@1000000 enwiki-100mb@2000000 enwiki-100mb@8000000
using System.Globalization;
using System.Text;

const string Source = "bench/results/objectives.csv";
const int Width = 760, Height = 330, Top = 64, Bottom = 262, PanelWidth = 140, PanelStep = 182;

string[] measures = ["WS-353", "SimLex", "MEN"];
Dictionary<string, (string Colour, string Name)> tools = new(StringComparer.Ordinal)
{
    ["exact"] = ("#1f6fb4", "exact softmax"),
    ["negative"] = ("#d9730d", "negative sampling"),
    ["hierarchical"] = ("#2b8a3e", "hierarchical softmax"),
    ["negative-cbow"] = ("#8a4fbf", "CBOW, negative sampling"),
};

string[][] rows = [.. File.ReadLines(Source).Select(line => line.Split(','))];
string[] header = rows[0];
var svg = new StringBuilder();
svg.AppendLine(
    $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" font-family="system-ui, sans-serif" font-size="13" aria-label="Quality against processor time on texts of four lengths">""");
svg.AppendLine($"""<rect width="{Width}" height="{Height}" rx="12" fill="#fbfaf7"/>""");
for (int i = 0; i < args.Length; i++)
{
    Panel(46 + (i * PanelStep), args[i]);
}

int legend = 46;
foreach ((string colour, string name) in tools.Values)
{
    svg.AppendLine($"""<circle cx="{legend}" cy="22" r="5" fill="{colour}"/><text x="{legend + 10}" y="27" fill="#4a4843">{name}</text>""");
    legend += 34 + (name.Length * 7);
}

svg.AppendLine($"""<text x="{Width / 2}" y="{Height - 12}" text-anchor="middle" fill="#4a4843" font-size="12">mean of WS-353, SimLex-999 and MEN against processor seconds, text to vectors, one thread; labels: epochs</text>""");
svg.AppendLine("</svg>");
File.WriteAllText("docs/quality-time.svg", svg.ToString());
return 0;

void Panel(int left, string corpus)
{
    List<(string Tool, string Passes, double Seconds, double Quality)> points =
    [
        .. rows.Skip(1).Where(row => row[0] == corpus && tools.ContainsKey(row[1]))
            .GroupBy(row => (Tool: row[1], Passes: row[2]))
            .Select(runs => (
                runs.Key.Tool, runs.Key.Passes, runs.Average(row => Number(row, "seconds")), runs.Average(row => measures.Average(measure => Number(row, measure))))),
    ];
    double min = Math.Floor(Math.Log2(points.Min(point => point.Seconds))), max = Math.Ceiling(Math.Log2(points.Max(point => point.Seconds)));
    double low = Math.Floor(points.Min(point => point.Quality) * 20) / 20, high = Math.Ceiling(points.Max(point => point.Quality) * 20) / 20;
    double step = high - low > 0.25 ? 0.1 : 0.05;
    string title = $"{long.Parse(corpus[(corpus.IndexOf('@', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture) / 1e6:0.###} million tokens";
    svg.AppendLine($"""<text x="{left}" y="{Top - 12}" fill="#1d1c1a" font-weight="600">{title}</text>""");
    for (double at = low; at <= high + 1e-9; at += step)
    {
        string y = Text(Y(at));
        svg.AppendLine($"""<path d="M{left} {y}h{PanelWidth}" stroke="#dcd8cf"/><text x="{left - 6}" y="{Text(Y(at) + 4)}" text-anchor="end" fill="#4a4843" font-size="11">{at.ToString("0.00", CultureInfo.InvariantCulture)}</text>""");
    }

    for (double at = min; at <= max; at += 2)
    {
        svg.AppendLine($"""<text x="{Text(X(Math.Pow(2, at)))}" y="{Bottom + 18}" text-anchor="middle" fill="#4a4843" font-size="11">{Math.Pow(2, at).ToString("0.##", CultureInfo.InvariantCulture)}</text>""");
    }

    foreach (var line in points.GroupBy(point => point.Tool, StringComparer.Ordinal))
    {
        var ordered = line.OrderBy(point => point.Seconds).ToList();
        string colour = tools[line.Key].Colour;
        string path = string.Join(' ', ordered.Select(point => $"{Text(X(point.Seconds))},{Text(Y(point.Quality))}"));
        svg.AppendLine($"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" opacity="0.6"/>""");
        foreach (var point in ordered)
        {
            (double x, double y) = (X(point.Seconds), Y(point.Quality));
            string label = point.Passes == "default" ? "" : point.Passes;
            svg.AppendLine($"""<circle cx="{Text(x)}" cy="{Text(y)}" r="4" fill="{colour}"/><text x="{Text(x)}" y="{Text(y - 7)}" text-anchor="middle" fill="{colour}" font-size="10">{label}</text>""");
        }
    }

    double X(double seconds) => left + ((Math.Log2(seconds) - min) / (max - min) * PanelWidth);
    double Y(double value) => Bottom - ((value - low) / (high - low) * (Bottom - Top));
}

double Number(string[] row, string column) => double.Parse(row[Array.IndexOf(header, column)], CultureInfo.InvariantCulture);

static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
