"""From what the encoder says of each word to a vector of few directions that counts as much as the word tells."""

import numpy as np

COMMON = 1e-3
HARDLY, LITTLE = 0.15, 0.35


def principal(rows: np.ndarray, dimensions: int) -> np.ndarray:
    """The rows in the directions in which they differ most."""
    middle = rows.mean(0)
    _, directions = np.linalg.eigh(np.cov((rows - middle).T))
    return (rows - middle) @ directions[:, ::-1][:, :dimensions]


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def weights_of(words: list[str], counts: dict[str, int], everyday: tuple[set[str], set[str]]) -> np.ndarray:
    """Smooth inverse frequency (Arora et al., 2017), where the counts are those of a dictionary."""
    total = sum(counts.values())
    weights = np.array([COMMON / (COMMON + counts.get(word, 1) / total) for word in words])
    for group, weight in zip(everyday, (HARDLY, LITTLE)):
        weights[[at for at, word in enumerate(words) if word in group]] = weight
    return weights
