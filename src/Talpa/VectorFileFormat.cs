namespace Talpa;

/// <summary>A format of files that hold word vectors.</summary>
public enum VectorFileFormat
{
    /// <summary>Talpa's own: everything a trained model holds, with a checksum. File names end in <c>.talpa</c>.</summary>
    Talpa,

    /// <summary>The binary format of word2vec: <c>.bin</c>.</summary>
    Word2Vec,

    /// <summary>The text format of word2vec and fastText: a header, then a line for each word: <c>.vec</c>.</summary>
    Text,

    /// <summary>The text format of GloVe: a line for each word, no header: <c>.txt</c>.</summary>
    Glove,

    /// <summary>A NumPy array with the words in a text file beside it: <c>.npy</c>.</summary>
    Npy,

    /// <summary>Named tensors behind a JSON header: <c>.safetensors</c>.</summary>
    Safetensors,

    /// <summary>The files of the TensorFlow Embedding Projector: vectors with tabs between the numbers, and the words in a second file beside them: <c>.tsv</c>.</summary>
    Projector,

    /// <summary>fastText's models, for their words and character n-grams: <c>.fasttext</c>.</summary>
    FastText,

    /// <summary>A model of ONNX that makes vectors of tokens, and their mean: <c>.onnx</c>.</summary>
    Onnx,
}
