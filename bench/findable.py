"""Texts to be searched for: as bench/corpus.py has them, but with a subject each, facets, people and audiences.

The same number is always the same text: 60 % records, 40 % notes, 400 words in 6 sections, 3 % closed in 50 audiences. Words are
made of syllables and drawn by Zipf's law; a text has words of its subject more often than the rest, and identifiers of its own.
"""

import bisect
import datetime
import itertools
import random
import re

SEED = 20260301
VOCABULARY = 40_000
STARTS = re.findall(r"\w+", "b br c cl d dr f fl g gr h j k l m n p pl pr qu r s sc sh sp st t tr v w")
MIDDLES = re.findall(r"\w+", "a e i o u ai ea ou")
ENDS = re.findall(r"\w+", "n r l s t nd rk st m x ck ng p")
COMMON = re.findall(
    r"\w+",
    """the of and to a in is that for it as with be on we this are by not or an at from which have was will should when can service team
    request data change system design option decision record error state value version client server list page test""",
)
HEADINGS = ("Context", "Decision", "Consequences", "Options considered", "Risks", "Rollout", "Present", "Topics", "Actions", "Background")
KINDS, AREAS, AUDIENCES, PEOPLE, SUBJECTS = ("record", "meeting"), 40, 50, 1000, 2000
STATUSES = ["accepted"] * 6 + ["superseded"] * 2 + ["proposed", "rejected", "deprecated", "draft"]


class Maker:
    """Makes text after text; the same number gives the same text always."""

    def __init__(self, seed=SEED):
        self.seed = seed
        self.words = _vocabulary(random.Random(seed))
        self.steps = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def draw(self, chance, count):
        """Some words, common ones more often."""
        whole, steps, words = self.steps[-1], self.steps, self.words
        return [words[bisect.bisect(steps, chance.random() * whole)] for _ in range(count)]

    def subject(self, number):
        """The dozen words that a subject's texts use more often."""
        chance = random.Random(f"{self.seed} subject {number}")
        return [self.words[chance.randrange(300, 30_000)] for _ in range(12)]

    def fields(self, number):
        """What `search.index.Findable` takes, for the text of this number."""
        chance = random.Random(f"{self.seed} {number}")
        subject = self.subject(chance.randrange(SUBJECTS))
        kind = KINDS[number % 5 > 2]
        title = " ".join([*chance.sample(subject, 2), *self.draw(chance, 4)]).capitalize()
        parts = []
        for heading in chance.sample(HEADINGS, 6):
            words = self.draw(chance, 54) + [chance.choice(subject) for _ in range(11)]
            words.append(f"{chance.choice(subject)}_{chance.randrange(1_000_000)}" if chance.random() < 0.3 else words[0])
            chance.shuffle(words)
            sentences = [" ".join(words[at : at + 13]).capitalize() + "." for at in range(0, len(words), 13)]
            parts.append(f"## {heading}\n\n{' '.join(sentences)}\n")
        log = f"LOG{number % 20}"
        key = f"{log}-{number}" if kind == "record" else str(number)
        return {
            "kind": kind, "key": key, "url": f"/{kind}s/{key}/", "title": title, "text": "\n".join(parts),
            "status": chance.choice(STATUSES) if kind == "record" else "filed", "worth": "In force",
            "area": f"area-{int(AREAS * chance.random() ** 2)}", "log": log if kind == "record" else "",
            "tags": [f"tag-{chance.randrange(200)}"], "people": [f"person{chance.randrange(PEOPLE)}"],
            "day": datetime.date(2016, 1, 1) + datetime.timedelta(chance.randrange(3700)),
            "audience_id": chance.randrange(1, AUDIENCES + 1) if chance.random() < 0.03 else None,
        }  # fmt: skip


def _vocabulary(chance):
    words = dict.fromkeys(COMMON)
    while len(words) < VOCABULARY:
        syllables = chance.choice([1, 2, 2, 3, 3, 4])
        word = "".join(chance.choice(STARTS) + chance.choice(MIDDLES) for _ in range(syllables)) + chance.choice(ENDS)
        words[word] = None
    return list(words)
