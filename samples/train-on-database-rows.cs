#:package Microsoft.Data.Sqlite
#:project ../src/Talpa/Talpa.csproj
#:property PublishAot=false

// Train on the rows of a database. A row is a sentence. Rows are read one at a time while Talpa counts words, so that the table need not fit the memory.
//   dotnet run samples/train-on-database-rows.cs
using Microsoft.Data.Sqlite;
using Talpa;

using var database = new SqliteConnection("Data Source=:memory:");
database.Open();
Fill(database, reviews: 3000);

// Any IEnumerable<string> or IAsyncEnumerable<string> is a text.
TextSource text = TextSource.Lines(Rows(database, "SELECT body FROM review ORDER BY id"));
var options = new TrainingOptions { Dimension = 30, Corpus = new CorpusOptions { Lowercase = true } };
TrainedModel model = await Word2Vec.TrainAsync(text, options);

Console.WriteLine($"{model.Report!.Corpus!.Sentences:N0} rows, {model.Vectors.Count} words");
foreach (string word in (string[])["coffee", "screen"])
{
    Console.WriteLine($"{word}: {string.Join(", ", model.Vectors.Nearest(word, count: 3).Select(near => near.Word))}");
}

static IEnumerable<string> Rows(SqliteConnection database, string query)
{
    using SqliteCommand command = database.CreateCommand();
    command.CommandText = query;
    using SqliteDataReader reader = command.ExecuteReader();
    while (reader.Read())
    {
        yield return reader.GetString(0);
    }
}

// A table to try it with: reviews of drinks and of phones.
static void Fill(SqliteConnection database, int reviews)
{
    string[] forms = ["The {0} tastes good and is still hot", "I drink {0} from this cup", "The {1} of this phone is bright", "After a week the {1} of the phone was broken"];
    string[] drinks = ["coffee", "tea", "cocoa", "soup"];
    string[] parts = ["screen", "display", "camera", "battery"];
    var random = new Random(1);
    using SqliteTransaction transaction = database.BeginTransaction();
    using SqliteCommand command = database.CreateCommand();
    command.CommandText = "CREATE TABLE review (id INTEGER PRIMARY KEY, body TEXT)";
    command.ExecuteNonQuery();
    command.CommandText = "INSERT INTO review (body) VALUES ($body)";
    SqliteParameter body = command.Parameters.Add("$body", SqliteType.Text);
    for (int i = 0; i < reviews; i++)
    {
        body.Value = string.Format(forms[random.Next(forms.Length)], drinks[random.Next(4)], parts[random.Next(4)]);
        command.ExecuteNonQuery();
    }

    transaction.Commit();
}
