#:package DuckDB.NET.Data.Full
#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Read a text from a Parquet file, and write vectors to one, with DuckDB, which also searches them with SQL.
//   dotnet run samples/parquet-and-duckdb.cs
using DuckDB.NET.Data;
using Talpa;

string folder = Directory.CreateTempSubdirectory("talpa-").FullName;
using var database = new DuckDBConnection("Data Source=:memory:");
database.Open();

// A Parquet file to try it with: notes about food and about ships.
Execute($"""
    COPY (SELECT CASE WHEN i % 2 = 0 THEN 'the ' || ['baker', 'cook', 'waiter'][1 + i // 2 % 3] || ' serves bread and soup'
                      ELSE 'the ' || ['sailor', 'captain', 'pilot'][1 + i // 2 % 3] || ' steers the ship over the sea' END AS body
          FROM range(6000) AS rows(i)) TO '{folder}/notes.parquet'
    """);

// Rows are read one at a time.
TextSource text = TextSource.Lines(Rows($"SELECT body FROM '{folder}/notes.parquet'"));
TrainedModel model = await Word2Vec.TrainAsync(text, new TrainingOptions { Dimension = 16, Threads = 1 });

Execute("CREATE TABLE vector (word VARCHAR, numbers FLOAT[])");
using (DuckDBAppender appender = database.CreateAppender("vector"))
{
    foreach ((string word, ReadOnlyMemory<float> numbers) in model.Vectors)
    {
        appender.CreateRow().AppendValue(word).AppendValue(numbers.ToArray()).EndRow();
    }
}

Execute($"COPY vector TO '{folder}/vectors.parquet'");
Console.WriteLine($"{model.Vectors.Count} words, {new FileInfo($"{folder}/vectors.parquet").Length:N0} bytes of Parquet");
string nearest = $"""
    SELECT other.word FROM '{folder}/vectors.parquet' AS one, '{folder}/vectors.parquet' AS other
    WHERE one.word = 'baker' AND other.word <> 'baker' ORDER BY list_cosine_similarity(one.numbers, other.numbers) DESC LIMIT 2
    """;
Console.WriteLine($"baker: {string.Join(", ", Rows(nearest))}");
Console.WriteLine($"Talpa: {string.Join(", ", model.Vectors.Nearest("baker", count: 2).Select(near => near.Word))}");

void Execute(string statement)
{
    using DuckDBCommand command = database.CreateCommand();
    command.CommandText = statement;
    command.ExecuteNonQuery();
}

IEnumerable<string> Rows(string query)
{
    using DuckDBCommand command = database.CreateCommand();
    command.CommandText = query;
    using DuckDBDataReader reader = command.ExecuteReader();
    while (reader.Read())
    {
        yield return reader.GetString(0);
    }
}
