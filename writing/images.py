"""A picture that somebody sends, made anew: pixels come out of it and nothing else."""

import io
import threading
from typing import NamedTuple

from PIL import Image, ImageOps

from ui.refusals import Impossible

OPENED = ["PNG", "JPEG", "WEBP", "GIF"]
EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
KINDS = {"GIF": "PNG", "MPO": "JPEG"}  # what others become: a GIF its first frame, and so a phone's JPEG with several pictures
SAVING = {"PNG": {}, "JPEG": {"quality": 88, "optimize": True, "progressive": True}, "WEBP": {"quality": 88}}
MOST_BYTES, MOST_PIXELS = 10 * 1024 * 1024, 40_000_000
TOO_LARGE = "The picture is larger than 10 MB. Make it smaller, and send it again."
TOO_WIDE = "The picture has more than 40 million pixels. Make it smaller, and send it again."
DRAWN = "This is an SVG, which can hold scripts. Export it as a PNG, and send that."
NONE = "This is no picture that is taken here. Send a PNG, a JPEG, a WebP or a GIF."
BROKEN = "The picture is damaged and cannot be read. Export it again as a PNG or a JPEG."
one_at_a_time = threading.Lock()  # a picture of 40 megapixels takes 160 MB while it is made anew


class Picture(NamedTuple):
    """`data` are the bytes of a file of the kind `extension` ("png", "jpg", "webp")."""

    data: bytes
    extension: str
    width: int
    height: int


def clean(file):
    """Give the picture in an uploaded file as a Picture: upright, its first frame, without EXIF, place, profile and words.

    Nothing is decoded before its kind and its size are known. Raises Impossible.
    """
    if file.size > MOST_BYTES:
        raise Impossible(TOO_LARGE)
    head = file.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    file.seek(0)
    if b"<svg" in head or head.startswith(b"<?xml"):
        raise Impossible(DRAWN)
    try:
        with one_at_a_time:
            return made_anew(file)
    except Impossible:
        raise
    except Image.UnidentifiedImageError as error:
        raise Impossible(NONE) from error
    except Image.DecompressionBombError as error:
        raise Impossible(TOO_WIDE) from error
    except Exception as error:  # decoders fail in their own ways on damaged and hostile files
        raise Impossible(BROKEN) from error


def made_anew(file):
    with Image.open(file, formats=OPENED) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Impossible(TOO_WIDE)
        kind = KINDS.get(image.format, image.format)
        bare = in_plain_colours(ImageOps.exif_transpose(image), kind)
    bare.info = {}  # what else the file said would be written again
    out = io.BytesIO()
    bare.save(out, kind, **SAVING[kind])
    return Picture(out.getvalue(), EXTENSIONS[kind], bare.width, bare.height)


def in_plain_colours(image, kind):
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.has_transparency_data and kind != "JPEG":
        return image.convert("RGBA")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")
