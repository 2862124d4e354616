"""One training with gensim, timed by phases. Prints one line of JSON. The counterpart of TalpaRun.cs."""
import argparse
import json
import time

from gensim.models import Word2Vec
from gensim.models.word2vec import FAST_VERSION, LineSentence


def uses_reference_blas():
    """Whether SciPy, whose BLAS gensim calls, has loaded Debian's reference implementation. pip's SciPy contains OpenBLAS, Debian's takes what is installed."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        return "/blas/libblas.so" in maps.read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--arch", default="skipgram")
    parser.add_argument("--objective", default="negative")
    parser.add_argument("--dim", type=int, default=100)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", default="")
    given = parser.parse_args()
    if FAST_VERSION < 0:
        raise SystemExit("gensim's compiled code is not available; the measurement would not be representative")
    if uses_reference_blas():
        raise SystemExit("gensim computes with the reference implementation of BLAS, in up to twice the time; install libopenblas0-pthread")

    is_skip_gram = given.arch == "skipgram"
    model = Word2Vec(
        vector_size=given.dim, window=5, min_count=5, sample=1e-3, alpha=0.025 if is_skip_gram else 0.05,
        sg=int(is_skip_gram), hs=int(given.objective == "hierarchical"),
        negative=5 if given.objective == "negative" else 0, workers=given.threads, seed=given.seed)

    # A plain file is read by compiled code, gensim's fastest input. A compressed file can only be read line by line.
    if given.corpus.endswith(".gz"):
        text = {"corpus_iterable": LineSentence(given.corpus, max_sentence_length=10_000)}
    else:
        text = {"corpus_file": given.corpus}

    start = time.perf_counter()
    model.build_vocab(**text)
    vocabulary = time.perf_counter() - start
    training = 0.0
    if given.epochs > 0:
        start = time.perf_counter()
        model.train(**text, total_examples=model.corpus_count, total_words=model.corpus_total_words, epochs=given.epochs)
        training = time.perf_counter() - start
    if given.output:
        model.wv.save_word2vec_format(given.output, binary=True)
    print(json.dumps({"vocabulary": vocabulary, "training": training}))


if __name__ == "__main__":
    main()
