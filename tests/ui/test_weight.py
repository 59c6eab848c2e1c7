import gzip

from tests.factories import make_record


def test_pages_are_sent_compressed(as_ada, ada):
    record = make_record(by=ada, text="## Context\n\nLists grow, and nobody had planned for it.\n" * 40)
    plain = as_ada.get(record.get_absolute_url())
    packed = as_ada.get(record.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert b"</html>" in gzip.decompress(packed.content)
