#:property PublishAot=false

// Draws docs/quality-time.svg from bench/results/objectives.csv: quality against processor time, one line for each tool, means over the seeds.
// dotnet run bench/quality-time.cs -- text8-head
using System.Globalization;
using System.Text;

const string Source = "bench/results/objectives.csv";
const int Width = 720, Height = 330, Top = 64, Bottom = 262, PanelWidth = 196;

(string Column, string Title)[] panels = [("WS-353", "WS-353"), ("SimLex", "SimLex-999"), ("MEN", "MEN")];
Dictionary<string, (string Colour, string Name)> tools = new(StringComparer.Ordinal)
{
    ["exact"] = ("#1f6fb4", "exact softmax"),
    ["negative"] = ("#d9730d", "negative sampling"),
    ["hierarchical"] = ("#2b8a3e", "hierarchical softmax"),
    ["gensim"] = ("#8a4fbf", "gensim"),
    ["fasttext"] = ("#7a7770", "fastText"),
};

string corpus = args is [var given] ? given : "text8-head";
string[] header = File.ReadLines(Source).First().Split(',');
var points = File.ReadLines(Source).Skip(1).Select(line => line.Split(',')).Where(row => row[0] == corpus && tools.ContainsKey(row[1]))
    .GroupBy(row => (Tool: row[1], Passes: int.Parse(row[2], CultureInfo.InvariantCulture)))
    .Select(group => (group.Key.Tool, group.Key.Passes, Value: (Func<string, double>)(column => group.Average(row => Number(row[Array.IndexOf(header, column)])))))
    .ToList();
double min = Math.Floor(Math.Log2(points.Min(point => point.Value("seconds"))));
double max = Math.Ceiling(Math.Log2(points.Max(point => point.Value("seconds"))));

var svg = new StringBuilder();
svg.AppendLine(
    $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" font-family="system-ui, sans-serif" font-size="13" aria-label="Quality against processor time on {corpus}">""");
svg.AppendLine($"""<rect width="{Width}" height="{Height}" rx="12" fill="#fbfaf7"/>""");
for (int i = 0; i < panels.Length; i++)
{
    Panel(46 + (i * 230), panels[i].Column, panels[i].Title);
}

int legend = 46;
foreach ((string colour, string name) in tools.Where(tool => points.Any(point => point.Tool == tool.Key)).Select(tool => tool.Value))
{
    svg.AppendLine($"""<circle cx="{legend}" cy="22" r="5" fill="{colour}"/><text x="{legend + 10}" y="27" fill="#4a4843">{name}</text>""");
    legend += 30 + (name.Length * 7);
}

svg.AppendLine($"""<text x="{Width / 2}" y="{Height - 12}" text-anchor="middle" fill="#4a4843" font-size="12">processor seconds, text to vectors, one thread, {corpus}; labels: epochs or sweeps</text>""");
svg.AppendLine("</svg>");
File.WriteAllText("docs/quality-time.svg", svg.ToString());
return 0;

void Panel(int left, string column, string title)
{
    double[] values = [.. points.Select(point => point.Value(column))];
    double low = Math.Floor(values.Min() * 20) / 20, high = Math.Ceiling(values.Max() * 20) / 20;
    double step = high - low > 0.25 ? 0.1 : 0.05;
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
        var ordered = line.OrderBy(point => point.Passes).ToList();
        string colour = tools[line.Key].Colour;
        string path = string.Join(' ', ordered.Select(point => $"{Text(X(point.Value("seconds")))},{Text(Y(point.Value(column)))}"));
        svg.AppendLine($"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" opacity="0.6"/>""");
        foreach (var point in ordered)
        {
            double x = X(point.Value("seconds")), y = Y(point.Value(column));
            svg.AppendLine($"""<circle cx="{Text(x)}" cy="{Text(y)}" r="4" fill="{colour}"/><text x="{Text(x)}" y="{Text(y - 7)}" text-anchor="middle" fill="{colour}" font-size="10">{point.Passes}</text>""");
        }
    }

    double X(double seconds) => left + ((Math.Log2(seconds) - min) / (max - min) * PanelWidth);
    double Y(double value) => Bottom - ((value - low) / (high - low) * (Bottom - Top));
}

static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
