using SharpFuzz;
using Talpa.Fuzzing;

// afl READER               under AFL++, started by scripts/fuzz
// seeds READER FOLDER      writes the good files AFL++ starts from
// one READER FILE          reads one file, as after a find
// run EXECUTIONS [SEED] [READER…]  without AFL++: changes good files at random, seeded, for all readers or those named
string folder = Directory.CreateDirectory(Path.Combine(
    Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"talpa-fuzz-{Environment.ProcessId}")).FullName;
try
{
    switch (args)
    {
        case ["afl", var name]:
            Target attacked = Targets.Named(name);
            Fuzzer.Run(stream => Contract.Check(attacked, folder, ReadAll(stream)));
            return 0;
        case ["seeds", var name, var target]:
            int number = 0;
            foreach (byte[] seed in Targets.Named(name).Seeds())
            {
                File.WriteAllBytes(Path.Combine(target, $"{number++:D2}"), seed);
            }

            return 0;
        case ["one", var name, var file]:
            Console.WriteLine(Contract.Check(Targets.Named(name), folder, File.ReadAllBytes(file)) ? "read" : "refused");
            return 0;
        case ["run", var executions, .. var rest]:
            int randomSeed = rest.Length > 0 ? int.Parse(rest[0]) : Random.Shared.Next();
            return RandomRun.All(folder, int.Parse(executions), randomSeed, rest.Skip(1));
        default:
            Console.Error.WriteLine("fuzzing: afl READER | seeds READER FOLDER | one READER FILE | run EXECUTIONS [SEED] [READER…]");
            return 2;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static byte[] ReadAll(Stream stream)
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    return bytes.ToArray();
}
