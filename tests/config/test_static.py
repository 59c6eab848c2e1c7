import gzip
import json
import re

import pytest
from django.core.management import call_command

from config.static import flat, joined, tight


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("collected")
    storages = {"staticfiles": {"BACKEND": "config.static.SiteStaticFilesStorage"}}
    with override_settings(STATIC_ROOT=str(folder), STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)  # a second time changes nothing
    return folder


def hashed(folder, name):
    return folder / json.loads((folder / "staticfiles.json").read_text())["paths"][name]


def test_an_import_becomes_its_file_inside_its_layer():
    files = {"css/app.css": '@layer base;\n@import url("base.css") layer(base);\n', "css/base.css": "/* why */\na { color: red; }\n"}
    assert flat(files.__getitem__) == "@layer base;\n@layer base {\na { color: red; }\n}\n"


def test_tight_keeps_every_rule():
    assert tight("/* a\n b */\n  a {\n    b: c;\n\n  }\n") == "a {\nb: c;\n}\n"


def test_joined_scripts_keep_their_names_apart():
    assert joined(["const A = 1;\n", "const A = 2;\n"]) == "{\nconst A = 1;\n}\n{\nconst A = 2;\n}\n"


def test_the_collected_styles_import_nothing(collected):
    css = hashed(collected, "css/app.css").read_text()
    assert "@import" not in css
    assert css.startswith("@layer reset, tokens, base, layout, components, pages, utilities, print;\n")
    assert css.count("{") == css.count("}")


def test_the_collected_elements_are_all_there(collected):
    script = hashed(collected, "js/elements.js").read_text()
    assert sorted(re.findall(r'customElements\.define\("([a-z-]+)"', script)) == sorted(
        ["copy-link", "key-shortcuts", "print-button", "quick-search", "theme-choice", "toc-marker"]
    )


def test_what_every_page_loads_leaves_room_for_the_page(collected):
    """PERFORMANCE: a first visit weighs 36 KB at most, the page itself included."""
    names = ("css/app.css", "js/elements.js", "vendor/htmx.min.js", "icons/mark.svg")
    weight = sum(len(gzip.compress(hashed(collected, name).read_bytes(), 9)) for name in names)
    assert weight < 28_000


def test_compressed_copies_lie_beside(collected):
    file = hashed(collected, "css/app.css")
    assert gzip.decompress(file.with_name(file.name + ".gz").read_bytes()) == file.read_bytes()


def test_pages_name_one_script_where_elements_are_joined(collected, client, db):
    from django.test import override_settings

    storages = {"staticfiles": {"BACKEND": "config.static.SiteStaticFilesStorage"}}
    with override_settings(STATIC_ROOT=str(collected), STORAGES=storages):
        page = client.get("/account/login/").content.decode()
    assert re.findall(r'<script type="module" src="/static/js/elements\.[0-9a-f]{12}\.js">', page) != []
    assert page.count("<script") == 1
