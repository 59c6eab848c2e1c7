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

    def minutes(self, number, people):
        """Minutes of 400 words as a file holds them: day, hats, a dozen people, topics, notes, actions; a third each as Node.js, W3C and
        HackMD write them. `people` are (name, handle) pairs."""
        there = self.chance.sample(people, 12)
        day = f"20{self.chance.randint(18, 26)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        topics = [" ".join(self.some(4)).capitalize() for _ in range(6)]
        words = self.some(WORDS)
        talk = [f"{' '.join(words[at * WORDS // 6 : (at + 1) * WORDS // 6]).capitalize()}." for at in range(6)]
        return (_as_node, _as_w3c, _as_hackmd)[number % 3](self.title(), day, there, topics, talk)


def _as_node(title, day, there, topics, talk):
    listed = "".join(f"* {name} (@{handle})\n" for name, handle in there)
    agenda = "".join(f"* {topic} [#{at}](https://example.org/issues/{at})\n" for at, topic in enumerate(topics, 7))
    parts = {"Links": f"* **Recording**: https://example.org/{day}\n", "Present": listed, "Agenda": agenda, "Minutes": ""}
    told = "".join(f"### {topic}\n\n{said}\n* Action: @{there[0][1]} to follow up\n\n" for topic, said in zip(topics, talk, strict=True))
    return f"# {title} {day}\n\n" + "".join(f"## {heading}\n\n{part}\n" for heading, part in parts.items()) + told


def _as_w3c(title, day, there, topics, talk):
    names = [name for name, _ in there]
    head = f"Date: {day}\nChair: {names[0]}\nScribe: {names[1]}\nPresent: {', '.join(names[:9])}\nRegrets: {', '.join(names[9:])}\n"
    told = "".join(f"Topic: {topic}\n\n{said}\n\nACTION: {names[2]} to follow up\n\n" for topic, said in zip(topics, talk, strict=True))
    return f"# {title}\n\n{head}\n{told}"


def _as_hackmd(title, day, there, topics, talk):
    front = f"---\ntitle: {title}\ndate: {day}\nnote-taker: {there[1][0]}\n---\n\n"
    boxes = "".join(f"- [{'x' if at else ' '}] {name}\n" for at, (name, _) in enumerate(there))
    told = "".join(f"## {topic} (10 min)\n\n{said}\n\n- [ ] {there[3][0]} follows up\n\n" for topic, said in zip(topics, talk, strict=True))
    return f"{front}# {title}\n\n**Facilitator:** {there[2][0]}\n\n**Attendees:**\n\n{boxes}\n{told}"
