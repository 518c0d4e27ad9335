"""The words that get a vector: general English, with what shops, banks and support desks speak of."""

import re
from collections import Counter
from pathlib import Path

PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
HERE = Path(__file__).parent


class WordNet:
    """The lemmas of the database files of WordNet 3.1, and how often its explanations use a word."""

    def __init__(self, folder: Path):
        self.counts: Counter[str] = Counter()
        self.lemmas: set[str] = set()
        for part in PARTS_OF_SPEECH:
            for line in (folder / f"data.{part}").read_text("latin1").splitlines():
                self._read(line)
        self.used = _tagged(folder / "index.sense")

    def _read(self, line: str) -> None:
        if "|" not in line:
            return
        entry, gloss = line.split("|", 1)
        fields = entry.split()
        self.lemmas.update(fields[4 + 2 * at].lower() for at in range(int(fields[3], 16)))
        self.counts.update(WORD.findall(gloss.lower()))


def _tagged(index: Path) -> set[str]:
    """The nouns, verbs and adjectives that were met in running text."""
    found: set[str] = set()
    for line in index.read_text("latin1").splitlines():
        key, _, _, tagged = line.split()
        lemma, rest = key.split("%")
        if rest[0] in "1235" and int(tagged) >= 2 and lemma.isalpha():
            found.add(lemma)
    return found


def service_words() -> list[str]:
    return (HERE / "service_words.txt").read_text("utf8").split()


def everyday_words() -> tuple[set[str], set[str]]:
    """Words that tell hardly anything, and words that tell little."""
    _, _, paragraphs = (HERE / "everyday_words.txt").read_text("utf8").partition("\n")
    hardly, little = paragraphs.split("\n\n")
    return set(hardly.split()), set(little.split()) - set(hardly.split())


def words_and_pieces(wordnet: WordNet, encoder_vocabulary: list[str]) -> list[str]:
    """Words of the encoder that are English, frequent words that it knows only in pieces, and its pieces."""
    known = wordnet.lemmas | set(wordnet.counts)
    words = [w for w in encoder_vocabulary if re.fullmatch(r"[a-z]+|[0-9]", w) and (w in known or len(w) == 1)]
    forms = _forms(wordnet.used)
    in_use = [w for w, count in wordnet.counts.most_common() if count >= 4 and w in forms]
    pieces = [w for w in encoder_vocabulary if re.fullmatch(r"##([a-z]+|[0-9])", w)]
    return list(dict.fromkeys(words + service_words() + _everyday() + in_use + pieces))


def _everyday() -> list[str]:
    return sorted(set.union(*everyday_words()))


def _forms(used: set[str]) -> set[str]:
    """The lemmas and what regular inflection makes of them; what does not exist is never counted either."""
    forms: set[str] = set()
    for lemma in used:
        base = lemma[:-1] if lemma.endswith(("e", "y")) else lemma
        forms.update((lemma, f"{lemma}s", f"{lemma}es", f"{base}ies", f"{base}ied", f"{base}ed", f"{base}ing"))
        forms.update((f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing", f"{lemma}ing"))
    return forms
