"""Files that call themselves pictures."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.writing.test_uploads import picture
from writing import images
from writing.models import Upload

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png_of(width, height):
    """A PNG of a few bytes that says it has so many pixels."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    parts = [struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (SVG, images.DRAWN),
        (b"\xef\xbb\xbf\n <SVG onload=alert(1)>", images.DRAWN),
        (b"<html><script>alert(1)</script>", images.NONE),
        (b"MZ\x90\0" + b"\0" * 200, images.NONE),
        (b"BM" + bytes(60), images.NONE),
        (b"%PDF-1.7", images.NONE),
        (png_of(60_000, 60_000), images.TOO_WIDE),
        (png_of(8_000, 5_001), images.TOO_WIDE),
        (png_of(100, 100), images.BROKEN),
        (picture("JPEG", size=(64, 64))[:-300], images.BROKEN),
        (b"\0" * (images.MOST_BYTES + 1), images.TOO_LARGE),
    ],
    ids=["svg", "svg after a mark", "html", "program", "bmp", "pdf", "bomb", "just too wide", "cut png", "cut jpeg", "too large"],
)  # fmt: skip
def test_what_is_no_picture_gets_a_sentence(as_ada, data, sentence):
    sent = {"file": SimpleUploadedFile("graph.png", data, "image/png"), "alt": "A graph", "text_place": "records/new"}
    answer = as_ada.post("/uploads/", sent, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json(), Upload.objects.count()) == (422, {"sentence": sentence}, 0)


def test_a_script_behind_a_picture_does_not_come_out(as_ada):
    sent = {"file": SimpleUploadedFile("../../x.html", picture() + b"<script>alert(1)</script>"), "alt": "<b>", "text_place": "records/new"}
    as_ada.post("/uploads/", sent)
    upload = Upload.objects.get()
    assert (upload.name, upload.extension, b"script" in upload.path.read_bytes()) == ("x.html", "png", False)


def test_a_body_that_is_far_too_large_is_not_read(as_ada):
    answer = as_ada.post("/uploads/", b"", content_type="text/plain", CONTENT_LENGTH=str(12 * 1024 * 1024 + 1))
    assert answer.status_code == 413


@pytest.mark.parametrize("name", ["0123456789abcdef-1x1.svg", "../db.sqlite3", "0123456789abcdef-1x1.png/", "0123456789ABCDEF-1x1.png"])
def test_only_pictures_are_served(as_ada, name):
    assert as_ada.get(f"/uploads/{name}").status_code == 404
