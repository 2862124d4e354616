// Three words in a plane: the textbook's skip-gram moves six vectors. The input vectors of cat and dog, which have the same contexts, become similar.
//   dotnet run samples/three-words.cs                    prints the vectors during the training
//   dotnet run samples/three-words.cs docs/picture.svg   also writes an animated picture
#:project ../src/Talpa/Talpa.csproj
using System.Text;
using Talpa.Textbook;

string[][] sentences = [["cat", "pet"], ["dog", "pet"]];
const double LearningRate = 0.15;
const int Epochs = 160;

var textbook = new SkipGram(["cat", "dog", "pet"], dimension: 2, seed: 1);
double[][] inputs = [[-0.55, 0.25], [0.85, -0.2], [0.25, 0.75]];
double[][] outputs = [[0.3, 0.35], [0.1, -0.55], [-0.2, -0.1]];
for (int word = 0; word < 3; word++)
{
    inputs[word].CopyTo(textbook.Input[word], 0);
    outputs[word].CopyTo(textbook.Output[word], 0);
}

List<double[][]> frames = [];
for (int epoch = 0; epoch <= Epochs; epoch++)
{
    frames.Add([.. textbook.Input.Concat(textbook.Output).Select(v => v.ToArray())]);
    double[] p = textbook.Probabilities(textbook.Id("cat"));
    if (epoch % 20 == 0)
    {
        Console.WriteLine($"epoch {epoch,3}   cat ({Point(textbook.Input[0])})   dog ({Point(textbook.Input[1])})   cosine {Cosine(textbook.Input[0], textbook.Input[1]),5:0.00}   p(pet | cat) {p[2]:0.000}");
    }

    foreach (int[] ids in sentences.Select(textbook.Ids))
    {
        for (int position = 0; position < ids.Length; position++)
        {
            textbook.Step(ids[position], SkipGram.Context(ids, position), LearningRate);
        }
    }
}

if (args.Length > 0)
{
    File.WriteAllText(args[0], Picture(textbook.Words, frames));
    Console.WriteLine($"wrote {args[0]}");
}

static string Point(double[] v) => $"{v[0],6:0.00}, {v[1],6:0.00}";

static double Cosine(double[] a, double[] b) =>
    ((a[0] * b[0]) + (a[1] * b[1])) / Math.Sqrt(((a[0] * a[0]) + (a[1] * a[1])) * ((b[0] * b[0]) + (b[1] * b[1])));

static string Picture(IReadOnlyList<string> words, List<double[][]> frames)
{
    const int Width = 720, Height = 420, Seconds = 9;
    double reach = frames.Max(f => f.Max(v => Math.Max(Math.Abs(v[0]) * Height / Width, Math.Abs(v[1])))) * 1.15;
    string X(double[] v) => $"{(Width / 2) + (v[0] / reach * Height / 2):0.0}";
    string Y(double[] v) => $"{(Height / 2) - (v[1] / reach * Height / 2):0.0}";
    string Animate(string attribute, Func<double[], string> of, int vector) =>
        $"<animate attributeName=\"{attribute}\" dur=\"{Seconds}s\" repeatCount=\"indefinite\" values=\"{string.Join(';', Paused().Select(f => of(f[vector])))}\"/>";

    // The last frame is repeated as a pause before the animation restarts.
    IEnumerable<double[][]> Paused() => frames.Concat(Enumerable.Repeat(frames[^1], frames.Count / 4));

    var svg = new StringBuilder();
    svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" ")
        .Append("font-family=\"system-ui, sans-serif\" font-size=\"17\" aria-label=\"The input vectors of cat and dog move together while the textbook trains\">\n")
        .Append($"<rect width=\"{Width}\" height=\"{Height}\" rx=\"12\" fill=\"#fbfaf7\"/>\n")
        .Append($"<path d=\"M20 {Height / 2}H{Width - 20}M{Width / 2} 20V{Height - 20}\" stroke=\"#dcd8cf\"/>\n");
    for (int vector = 0; vector < 6; vector++)
    {
        bool isInput = vector < 3;
        string colour = isInput ? "#1f6fb4" : "#d9730d";
        int index = vector;
        string trail = string.Join(' ', frames.Select(f => $"{X(f[index])},{Y(f[index])}"));
        string moving(string x, string y) => Animate(x, X, index) + Animate(y, Y, index);
        svg.Append($"<polyline points=\"{trail}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" opacity=\"0.22\"/>\n");
        svg.Append(isInput
            ? $"<circle r=\"8\" fill=\"{colour}\">{moving("cx", "cy")}</circle>\n"
            : $"<rect x=\"-6.5\" y=\"-6.5\" width=\"13\" height=\"13\" fill=\"{colour}\"><animateTransform attributeName=\"transform\" type=\"translate\" dur=\"{Seconds}s\" repeatCount=\"indefinite\" values=\"{string.Join(';', Paused().Select(f => $"{X(f[index])} {Y(f[index])}"))}\"/></rect>\n");
        svg.Append($"<text dx=\"13\" dy=\"{(isInput ? -8 : 20)}\" fill=\"{colour}\">{words[vector % 3]}{moving("x", "y")}</text>\n");
    }

    svg.Append($"<circle cx=\"34\" cy=\"34\" r=\"6\" fill=\"#1f6fb4\"/><text x=\"48\" y=\"40\" fill=\"#4a4843\" font-size=\"15\">input vectors</text>\n")
        .Append($"<rect x=\"28\" y=\"54\" width=\"11\" height=\"11\" fill=\"#d9730d\"/><text x=\"48\" y=\"65\" fill=\"#4a4843\" font-size=\"15\">output vectors</text>\n")
        .Append($"<text x=\"{Width - 28}\" y=\"{Height - 24}\" text-anchor=\"end\" fill=\"#4a4843\" font-size=\"15\">“cat pet”, “dog pet”: in {Epochs} epochs the cosine of cat and dog changes from {Cosine(frames[0][0], frames[0][1]):0.00} to {Cosine(frames[^1][0], frames[^1][1]):0.00}</text>\n</svg>\n");
    return svg.ToString();
}
