"""How well does search find what other people meant? Writes a run file for a collection's own score.py.

    python -m bench.relevance swift --from DIR --to swift.tsv
    python DIR/score.py swift swift.tsv

DIR/swift holds docs.jsonl {id, title, body, path} and queries.jsonl {qid, text}.
"""

import argparse
import json
import re
import time
from pathlib import Path, PurePosixPath

from bench.stage import set_up

NUMBER = re.compile(r"\b[A-Z]{2,10}-0*(\d+)\b|enhancements/issues/(\d+)")
SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s)[^.!?\n]*)*[.!?\n]?")
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collection")
    parser.add_argument("--from", dest="folder", required=True, type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--database", help="a database URL; SQLite in bench/cache otherwise")
    parser.add_argument("--without-citations", action="store_true")
    options = parser.parse_args()
    set_up(f"relevance-{options.collection}", options.database, fresh=True)
    from search.find import find
    from search.index import Findable, put

    docs = lines(options.folder / options.collection / "docs.jsonl")
    cited = {} if options.without_citations else citations(docs)
    start = time.process_time()
    put(Findable("record", doc["id"], "/", doc["title"], doc["body"], cited=cited.get(doc["id"], "")) for doc in docs)
    built = time.process_time()
    queries = lines(options.folder / options.collection / "queries.jsonl")
    with (options.to or Path(f"{options.collection}.tsv")).open("w", encoding="utf-8") as run:
        for query in queries:
            for place, hit in enumerate(find(query["text"], size=10).hits, 1):
                run.write(f"{query['qid']}\t{hit.key}\t{place}\n")
    print(f"{len(docs)} texts indexed in {built - start:.1f} s CPU, {len(queries)} queries answered in {time.process_time() - built:.1f} s CPU")


def lines(path):
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def citations(docs):
    """{id: sentences of other texts that link to it or name it by its number ("KEP-1013"), links taken off}."""
    by_name, by_number = {}, {}
    for doc in docs:
        path = PurePosixPath(doc["path"])
        name = path.name if path.stem.lower() != "readme" else path.parent.name
        by_name[name] = doc["id"]
        if number := re.match(r"0*(\d+)", name):
            by_number[number[1]] = doc["id"]
    found = {}
    for doc in docs:
        for sentence in SENTENCE.findall(doc["body"]):
            targets = [PurePosixPath(target.split("#")[0]) for _, target in LINK.findall(sentence)]
            cited = {by_name.get(name) for target in targets for name in (target.name, target.parent.name)}
            cited |= {by_number.get(a or b) for a, b in NUMBER.findall(sentence)}
            for key in cited - {None, doc["id"]}:
                found.setdefault(key, []).append(LINK.sub(r"\1", sentence).strip())
    return {key: "\n".join(dict.fromkeys(sentences)) for key, sentences in found.items()}


if __name__ == "__main__":
    main()
