"""Pictures in texts: made anew, seen by whoever sees the text."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from records.models import Record
from tests.factories import make_audience, make_log, make_meeting, make_record
from ui.markdown import render
from ui.refusals import Impossible
from writing import images
from writing.models import Upload

JSON = {"accept": "application/json"}
PLACE = 0x8825  # the EXIF directory of a location
ORIENTATION = 0x0112


def picture(kind="PNG", size=(3, 2), mode="RGB", colour=None, **saving):
    out = io.BytesIO()
    Image.new(mode, size, colour or 0).save(out, kind, **saving)
    return out.getvalue()


def sent(data, name="graph.png"):
    return SimpleUploadedFile(name, data, "image/png")


def take(by, place="records/new", alt="A graph", data=None):
    return Upload.objects.take(by=by, place=place, alt=alt, file=sent(data or picture()))


def send(client, data=None, place="records/new", alt="A graph", **headers):
    return client.post("/uploads/", {"file": sent(data or picture()), "alt": alt, "text_place": place}, headers=headers)


def status(client, user, upload):
    client.force_login(user)
    return client.get(upload.get_absolute_url()).status_code


# What comes out


def located():
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # turned to the right
    exif.get_ifd(PLACE)[2] = (52.0, 30.0, 0.0)
    return picture("JPEG", exif=exif, comment=b"taken at home")


def test_nothing_but_pixels_comes_out():
    before = located()
    made = images.clean(sent(before))
    after = Image.open(io.BytesIO(made.data))
    assert b"Exif" in before and Image.open(io.BytesIO(before)).getexif().get_ifd(PLACE) != {}
    assert (dict(after.getexif()), {"comment", "exif", "icc_profile", "xmp"} & after.info.keys(), b"home" in made.data) == ({}, set(), False)
    assert (made.extension, made.width, made.height, after.size) == ("jpg", 2, 3, (2, 3))


@pytest.mark.parametrize(
    ("data", "kind", "mode"),
    [
        (picture("PNG"), "PNG", "RGB"),
        (picture("PNG", mode="RGBA", colour=(9, 9, 9, 9)), "PNG", "RGBA"),
        (picture("PNG", mode="P", transparency=0), "PNG", "RGBA"),
        (picture("PNG", mode="L"), "PNG", "L"),
        (picture("JPEG", mode="CMYK"), "JPEG", "RGB"),
        (picture("WEBP", save_all=True, append_images=[Image.new("RGB", (3, 2), "red")]), "WEBP", "RGB"),
    ],
)  # fmt: skip
def test_each_kind_stays_what_it_is(data, kind, mode):
    made = Image.open(io.BytesIO(images.clean(sent(data)).data))
    assert (made.format, made.mode, made.size, getattr(made, "n_frames", 1)) == (kind, mode, (3, 2), 1)


def test_sixteen_bits_of_grey_are_not_all_white():
    made = images.clean(sent(picture("PNG", mode="I;16", colour=25_700)))
    assert Image.open(io.BytesIO(made.data)).getpixel((0, 0)) == 100


# Who may send, and who sees


def test_a_picture_is_sent_and_shown(as_ada, ada):
    answer = send(as_ada, **JSON)
    upload = Upload.objects.get()
    assert (answer.status_code, answer.json()) == (201, {"markdown": upload.markdown, "url": upload.get_absolute_url()})
    shown = as_ada.get(upload.get_absolute_url())
    headers = {name: shown[name] for name in ("Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")}
    assert headers == {
        "Content-Type": "image/png",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400, immutable",
    }
    assert Image.open(io.BytesIO(b"".join(shown.streaming_content))).size == (3, 2)


def test_without_a_script_the_page_gives_the_markdown(as_ada):
    answer = as_ada.post("/uploads/", {"file": sent(picture()), "alt": "A [graph]", "text_place": "records/new"}, follow=True)
    assert r"![A \[graph\]](" in answer.content.decode()


def test_the_button_of_an_editor_only_opens_the_page(as_ada):
    answer = as_ada.post("/uploads/", {"text_place": "records/new", "text": "Words", "picture": "1"})
    assert (answer.status_code, "Add a picture" in answer.content.decode(), Upload.objects.count()) == (200, True, 0)


def test_what_a_picture_shows_is_asked_for(as_ada):
    page, told = send(as_ada, alt=" "), send(as_ada, alt=" ", **JSON)
    assert (page.status_code, "Say in a few words what the picture shows." in page.content.decode()) == (422, True)
    assert (told.status_code, told.json()) == (422, {"sentence": "Say in a few words what the picture shows."})


@pytest.mark.parametrize("place", ["nowhere", "records/ADR-99", "records/ADR-1", ""])
def test_a_picture_belongs_to_a_text_that_its_sender_sees(client, ada, mallory, place):
    make_record(by=ada, audience=make_audience(ada))
    client.force_login(mallory)
    assert send(client, place=place).status_code == 404


def test_a_picture_is_seen_with_its_text(client, ada, bo, grace, mallory):
    closed = take(ada, make_record(by=ada, audience=make_audience(ada, bo)).text_place)
    opened = take(ada, f"meetings/{make_meeting().number}/file")
    assert [status(client, who, closed) for who in (ada, bo, grace, mallory)] == [200, 200, 404, 404]
    assert [status(client, who, opened) for who in (ada, grace)] == [200, 200]


def test_before_there_is_a_text_only_its_sender_sees_it(client, ada, bo):
    upload = take(ada)
    assert [status(client, who, upload) for who in (ada, bo)] == [200, 404]


def test_pictures_move_along_with_a_new_text(client, ada, bo, grace):
    mine, other, theirs = take(ada), take(ada), take(bo)
    record = Record.objects.draft(by=ada, log=make_log(), title="Page", text=f"{mine.markdown}\n\n{theirs.markdown}\n")
    record.propose(by=ada)
    assert [status(client, grace, upload) for upload in (mine, other, theirs)] == [200, 404, 404]
    assert Upload.objects.get(pk=mine.pk).place == "records/ADR-1"


def test_a_picture_stays_with_the_text_that_it_was_sent_for(ada):
    upload = take(ada, make_record(by=ada, audience=make_audience(ada)).text_place)
    make_record(by=ada, text=upload.markdown)
    assert Upload.objects.get().place == "records/ADR-1"


def test_a_full_disk_is_a_sentence_and_no_row(ada, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "file"
    settings.DATA_DIR.write_text("no folder")
    with pytest.raises(Impossible, match="could not be kept"):
        take(ada)
    assert Upload.objects.count() == 0


# In a text

OURS = "/uploads/0123456789abcdef-640x480.png"
SHOWN = f'<img src="{OURS}" alt="A graph" width="640" height="480" loading="lazy" decoding="async">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"![A graph]({OURS})", f"<p>{SHOWN}</p>"),
        (f'<img src="{OURS}" alt="A graph" onerror="alert(1)" width="9999">', f"<p>{SHOWN}</p>"),
        ("![A graph](/uploads/../account/logout/)", '<p><span class="image">Image: A graph</span></p>'),
        (f"![A graph]({OURS}?x)", '<p><span class="image">Image: A graph</span></p>'),
        ("![A graph](//evil.example/uploads/0123456789abcdef-640x480.png)", '<p><span class="image">Image: A graph</span></p>'),
    ],
)  # fmt: skip
def test_only_our_own_pictures_are_shown(text, html):
    assert render(text).html == html


def test_of_a_gif_its_first_frame_is_kept(ada):
    out = io.BytesIO()
    frames = [Image.new("RGBA", (3, 2), colour) for colour in ((255, 0, 0, 255), (0, 0, 255, 255))]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=b"private")
    upload = take(ada, data=out.getvalue())
    with Image.open(upload.path) as kept:
        assert (kept.format, getattr(kept, "n_frames", 1), kept.convert("RGB").getpixel((0, 0)), kept.info) == ("PNG", 1, (255, 0, 0), {})


def test_a_person_sends_so_much_a_day(as_ada, ada, bo, settings):
    settings.PICTURES_A_DAY = 1
    full = take(ada)
    Upload.objects.filter(pk=full.pk).update(size=1024 * 1024)
    refused = send(as_ada, **JSON)
    assert (refused.status_code, refused.json()) == (
        422, {"sentence": "You may send 1 MB of pictures within a day, and this one is too much. Send it tomorrow, or ask an admin; "
                          "the text is not touched."},
    )  # fmt: skip
    take(bo)
    Upload.objects.filter(pk=full.pk).update(at=timezone.now() - timedelta(hours=25))
    assert send(as_ada, **JSON).status_code == 201
