import pytest

from ui.frame import Frame, drawn


@pytest.fixture
def page(client):
    def page(user, address="/people/ada/"):
        client.force_login(user)
        return client.get(address).content.decode()

    return page


def test_a_member_can_begin_things_and_a_reader_cannot(page, ada, grace):
    assert 'id="menu-new"' in page(ada, "/terms/")
    assert 'id="menu-new"' not in page(grace, "/terms/")


def test_each_reader_sees_their_own_name(page, ada, grace):
    assert ("Ada Byron, account" in page(ada, "/terms/"), "Grace Kim, account" in page(grace, "/terms/")) == (True, True)
    assert "Ada Byron" not in page(grace, "/terms/")


def test_a_new_name_shows_at_once(page, ada):
    page(ada, "/terms/")
    ada.name = "Ada Lovelace"
    ada.save()
    assert "Ada Lovelace, account" in page(ada, "/terms/")


def test_no_shortcuts_for_who_switched_them_off(page, ada):
    assert "<key-shortcuts>" in page(ada, "/terms/")
    ada.shortcuts = False
    ada.save()
    assert "<key-shortcuts>" not in page(ada, "/terms/")


def test_the_open_part_is_marked():
    header = drawn("header", Frame(("Ada Byron", "ada", "AB", True, True), "paths", ""))
    assert header.count('data-go="s" aria-current="true"') == 2  # once in the bar, once in the compact menu
    assert header.count("aria-current") == 2


def test_a_stranger_sees_a_name_and_a_door(client, db):
    page = client.get("/nowhere/").content.decode()
    assert '<a class="btn" href="/account/login/">Sign in</a>' in page
    assert "Glossary" not in page


@pytest.mark.parametrize("part", ["header", "footer"])
def test_what_is_kept_holds_no_token(part):
    frame = Frame(("Ada Byron", "ada", "AB", True, True), "records", "dark")
    assert "csrf" not in drawn(part, frame)
    assert "Ada &lt;b&gt;" in drawn("header", Frame(("Ada <b>", "ada", "AB", True, True), "", ""))


def test_the_first_stop_is_the_skip_link(page, ada):
    body = page(ada, "/terms/").partition("<body")[2]
    assert body.index('class="skip" href="#main"') == body.index("<a ") + len("<a ")
