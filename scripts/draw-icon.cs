#:package System.IO.Hashing
#:property PublishAot=false

// Draws the icon of the packages, src/icon.png: 128 × 128 pixels, a mole in its hill. dotnet run scripts/draw-icon.cs
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

const int Size = 128;
const int Samples = 4;
(Func<double, double, bool> Contains, (int R, int G, int B) Colour)[] shapes =
[
    ((x, y) => Ellipse(x, y, 64, 64, 62, 62), (251, 250, 247)), // the sky, round
    ((x, y) => Ellipse(x, y, 64, 70, 33, 42), (62, 56, 52)), // the mole
    ((x, y) => Ellipse(x, y, 64, 66, 22, 18), (94, 86, 80)), // its snout
    ((x, y) => Ellipse(x, y, 64, 58, 8, 6), (226, 138, 146)), // the nose
    ((x, y) => Ellipse(x, y, 50, 46, 3.5, 3.5) || Ellipse(x, y, 78, 46, 3.5, 3.5), (251, 250, 247)), // the eyes
    ((x, y) => Ellipse(x, y, 64, 134, 76, 48) && Ellipse(x, y, 64, 64, 62, 62), (217, 115, 13)), // the hill
    ((x, y) => Ellipse(x, y, 36, 91, 12, 8) || Ellipse(x, y, 92, 91, 12, 8), (226, 138, 146)), // the paws
];

byte[] rows = new byte[Size * (1 + (4 * Size))];
for (int y = 0; y < Size; y++)
{
    for (int x = 0; x < Size; x++)
    {
        Draw(x, y).CopyTo(rows, (y * (1 + (4 * Size))) + 1 + (4 * x));
    }
}

using FileStream file = File.Create("src/icon.png");
file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
byte[] header = [0, 0, 0, Size, 0, 0, 0, Size, 8, 6, 0, 0, 0];
Write("IHDR", header);
using var compressed = new MemoryStream();
using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
{
    zlib.Write(rows);
}

Write("IDAT", compressed.ToArray());
Write("IEND", []);

static bool Ellipse(double x, double y, double centreX, double centreY, double radiusX, double radiusY)
{
    (double dx, double dy) = ((x - centreX) / radiusX, (y - centreY) / radiusY);
    return (dx * dx) + (dy * dy) <= 1;
}

// The mean of the topmost shapes at 4 × 4 points of a pixel; transparent where there is none.
byte[] Draw(int x, int y)
{
    (int r, int g, int b, int covered) = (0, 0, 0, 0);
    for (int sample = 0; sample < Samples * Samples; sample++)
    {
        double px = x + (((sample % Samples) + 0.5) / Samples);
        double py = y + (((sample / Samples) + 0.5) / Samples);
        int top = Array.FindLastIndex(shapes, shape => shape.Contains(px, py));
        if (top >= 0)
        {
            (r, g, b, covered) = (r + shapes[top].Colour.R, g + shapes[top].Colour.G, b + shapes[top].Colour.B, covered + 1);
        }
    }

    int count = Math.Max(1, covered);
    return [(byte)(r / count), (byte)(g / count), (byte)(b / count), (byte)(255 * covered / (Samples * Samples))];
}

// A chunk: length, name, content, checksum of name and content.
void Write(string name, byte[] content)
{
    byte[] chunk = [.. System.Text.Encoding.ASCII.GetBytes(name), .. content];
    Span<byte> number = stackalloc byte[4];
    BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
    file.Write(number);
    file.Write(chunk);
    BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(chunk));
    file.Write(number);
}
