"""python -m bench.differences: what it costs to compare and to merge two texts of 60 kB, in CPU milliseconds; part of bench.writing.

"small edits" are ten lines changed, one gone, one new; "complete rewrite" is another text of the same length and words; "other order"
has every word of a line in another place. Budgets: 50 ms for small edits, 1 s for a rewrite (the comparison becomes coarser).
"""

import random
import time

from bench.stage import set_up

BYTES, ROUNDS = 60_000, 20
WORDS = 2_000


def main():
    set_up("differences", fresh=True)
    differences()


def differences():
    """Compare and merge, and print what it costs."""
    from ui.markdown import render
    from writing import diffs
    from writing.merging import merge
    from writing.rendered import rendered

    old = text_of(1)
    others = {"small edits": edited(old, 2), "complete rewrite": text_of(3), "other order": shuffled(old)}
    ways = {
        "side by side": diffs.rows,
        "in one": diffs.inline,
        "as it is read": lambda old, new: rendered(*read[old, new]),
        "merge with small edits": lambda old, new: merge(("", old), ("", new), ("", edited_too)),
    }
    read = {(old, new): (render(old).html, render(new).html) for new in others.values()}
    edited_too = edited(old, 4)
    print(f"\n{'differences, 60 kB':28}" + "".join(f"{name:>18}" for name in others) + f"   CPU ms, p95 of {ROUNDS}")
    for name, way in ways.items():
        print(f"{name:28}" + "".join(f"{sorted(spent(way, old, new) for _ in range(ROUNDS))[-2]:18.1f}" for new in others.values()))


def text_of(seed):
    """Paragraphs of 5 to 60 words, with a heading now and then."""
    known, chance = random.Random(0), random.Random(seed)
    words = ["".join(known.choices("aeioulnrstdm", k=known.randint(2, 10))) for _ in range(WORDS)]
    lines, size = [], 0
    while size < BYTES:
        words_here = [chance.choice(words) for _ in range(chance.randint(5, 60))]
        line = "## " + " ".join(words_here[:4]) if chance.random() < 0.1 else " ".join(words_here)
        lines += [line, ""]
        size += len(line) + 2
    return "\n".join(lines)


def edited(text, seed):
    chance, lines = random.Random(seed), text.split("\n")
    for _ in range(10):
        lines[2 * chance.randrange(len(lines) // 2)] += " with more words"
    del lines[2 * chance.randrange(len(lines) // 2)]
    lines.insert(chance.randrange(len(lines)), "A new line of a few words.")
    return "\n".join(lines)


def shuffled(text):
    chance = random.Random(5)
    return "\n".join(" ".join(chance.sample(line.split(), len(line.split()))) for line in text.split("\n"))


def spent(way, old, new):
    began = time.process_time()
    way(old, new)
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main()
