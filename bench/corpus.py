"""Texts that nobody wrote, for measurements at any size: as long, as many-sectioned and as unevenly worded as real ones (PERFORMANCE.md).

The same number of texts is always the same texts: 60 % records, 40 % notes, 400 words in 6 sections, words drawn by Zipf's law.
"""

import random
from itertools import accumulate

VOCABULARY, WORDS = 30_000, 400
HEADINGS = {
    "record": ("Context and problem", "Decision drivers", "Considered options", "Decision", "Consequences", "More information"),
    "meeting": ("Summary", "Since last time", "Rollout", "Incidents", "Open questions", "Next steps"),
}
SYLLABLES = [first + vowel + last for first in "bcdfglmnprstvz" for vowel in "aeiou" for last in ("", "l", "n", "r", "s")]


class Writer:
    """Writes titles and texts; `words[0]` is the commonest word, the 1,000th is a thousand times as rare."""

    def __init__(self, seed=7):
        self.chance = random.Random(seed)
        self.words = self._vocabulary()
        self.weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def _vocabulary(self):
        found = {}
        while len(found) < VOCABULARY:
            found["".join(self.chance.choices(SYLLABLES, k=self.chance.choice((2, 2, 3))))] = None
        return list(found)

    def some(self, count):
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def title(self):
        return " ".join(self.some(7)).capitalize()

    def text(self, kind, mentions=()):
        """Markdown of six sections in sentences, a list in the third; `mentions` are names such as "API-12", told in the last."""
        words, parts = self.some(WORDS), []
        for place, heading in enumerate(HEADINGS[kind]):
            here = words[place * WORDS // 6 : (place + 1) * WORDS // 6]
            sentences = [" ".join(here[at : at + 13]).capitalize() + "." for at in range(0, len(here), 13)]
            body = "\n".join(f"- {sentence}" for sentence in sentences) if place == 2 else " ".join(sentences)
            parts.append(f"## {heading}\n\n{body}\n")
        if mentions:
            parts.append(f"See {' and '.join(mentions)}.\n")
        return "\n".join(parts)
