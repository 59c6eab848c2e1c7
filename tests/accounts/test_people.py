import pytest
from django.urls import reverse

from accounts.acts import Act
from accounts.forms import SettingsForm
from accounts.models import Team, User
from tests.factories import make_record

PEOPLE, NEW = "/people/", "/people/new/"


def names(response):
    return [person.name for person in response.context["everybody"]]


def test_people_lists_everybody_but_guests_apart(client, ada, grace):
    User.objects.guest("Linus Pauling")
    client.force_login(grace)
    response = client.get(PEOPLE)
    assert (names(response), [person.name for person in response.context["guests"]]) == (["Ada Byron", "Grace Kim"], ["Linus Pauling"])


def test_whoever_left_is_not_counted_among_those_who_can_sign_in(client, ada, grace):
    grace.is_active = False
    grace.save()
    client.force_login(ada)
    assert "1 person who can sign in." in client.get(PEOPLE).content.decode()


def test_people_can_be_found_by_part_of_their_name(as_ada, grace):
    assert names(as_ada.get(PEOPLE, {"q": "grac"})) == ["Grace Kim"]
    assert names(as_ada.get(PEOPLE, {"q": "nobody"})) == []


def test_what_is_found_is_not_counted_as_all_who_can_sign_in(as_ada, grace):
    User.objects.guest("Linus Pauling")
    pages = [as_ada.get(PEOPLE, {"q": query}).text for query in ("", "grac", "linus", "nobody")]
    said = ["2 people who can sign in", "1 person found", "Nobody here is called that"]
    assert [[words for words in said if words in page] for page in pages] == [said[:1], said[1:2], [], said[2:]]


@pytest.mark.parametrize("address", [PEOPLE, NEW, "/people/ada/", "/people/ada/edit/", "/teams/new/", "/settings/"])
def test_signed_out_people_are_sent_to_the_sign_in_page(client, ada, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={address}")


@pytest.mark.parametrize("address", [NEW, "/people/ada/edit/", "/teams/new/"])
def test_only_admins_keep_people_and_teams(client, ada, grace, root, address):
    codes = []
    for person in (grace, ada, root):
        client.force_login(person)
        codes.append(client.get(address).status_code)
    assert codes == [403, 403, 200]


def test_admin_adds_a_person_and_gets_a_link_that_sets_a_password(client, root):
    client.force_login(root)
    response = client.post(NEW, {"name": "Noor Haddad", "email": "Noor@Halyard.example", "handle": "", "role": "member"}, follow=True)
    noor = User.objects.get(email="noor@halyard.example")
    assert (noor.handle, noor.role, noor.has_usable_password()) == ("noor-haddad", "member", False)
    link = response.context["link"]
    client.logout()
    page = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    done = client.post(page.redirect_chain[-1][0], {"password1": "a-long-pass-word-9", "password2": "a-long-pass-word-9"})
    noor.refresh_from_db()
    assert done.status_code == 302 and noor.check_password("a-long-pass-word-9")


@pytest.mark.parametrize(("name", "email", "handle"), [
    ("李小龍", "li.xiaolong@halyard.example", "li-xiaolong"), ("Søren Łaß", "s@halyard.example", "soren-lass"),
    ("李 Lee", "x@halyard.example", "lee"), ("Мария", "_@halyard.example", "person"),
])  # fmt: skip
def test_a_handle_is_made_from_the_name_or_else_from_the_address(as_root, name, email, handle):
    as_root.post(NEW, {"name": name, "email": email, "handle": "", "role": "member"})
    assert User.objects.get(name=name).handle == handle


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"name": "", "email": "x", "role": "king"}, {"name", "email", "role"}),
        ({"name": "A", "email": "ADA@halyard.example", "role": "member"}, {"email"}),
        ({"name": "A", "email": "a@b.example", "role": "member", "handle": "new"}, {"handle"}),
        ({"name": "A" * 151, "email": "a@b.example", "role": "member", "handle": "a b"}, {"name", "handle"}),
    ],
)
def test_bad_people_get_a_sentence_and_nothing_is_saved(client, root, ada, data, errors):
    client.force_login(root)
    response = client.post(NEW, data)
    assert (response.status_code, set(response.context["form"].errors), User.objects.count()) == (422, errors, 2)


def test_admin_cannot_take_their_own_role_away(client, root):
    client.force_login(root)
    response = client.post(
        "/people/root/edit/", {"name": "Root", "email": "root@halyard.example", "handle": "root", "role": "reader", "is_active": "on"}
    )
    root.refresh_from_db()
    assert (response.status_code, root.role) == (422, "admin")


def test_guest_with_an_address_becomes_a_person(client, root):
    guest = User.objects.guest("Linus Pauling")
    client.force_login(root)
    client.post(
        "/people/linus-pauling/edit/",
        {"name": "Linus Pauling", "email": "l@p.example", "handle": "linus-pauling", "role": "member", "is_active": "on"},
    )
    guest.refresh_from_db()
    assert (guest.is_guest, guest.role, guest.email) == (False, "member", "l@p.example")


def test_person_can_change_their_settings(as_ada, ada):
    assert as_ada.post("/settings/", {"name": "Ada B.", "time_zone": "Europe/Paris"}).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.time_zone, ada.shortcuts) == ("Ada B.", "Europe/Paris", False)
    assert as_ada.post("/settings/", {"name": "", "time_zone": "Mars/Base"}).status_code == 422


def test_settings_give_back_no_right_that_was_taken_meanwhile(ada):
    form = SettingsForm({"name": "Ada King", "time_zone": ""}, instance=User.objects.get(pk=ada.pk))
    User.objects.filter(pk=ada.pk).update(role="reader", is_active=False)
    assert form.is_valid()
    form.save()
    ada.refresh_from_db()
    assert (ada.name, ada.role, ada.is_active) == ("Ada King", "reader", False)


def test_an_edit_of_a_person_brings_no_old_password_back(root, ada):
    somebody = User.objects.get(pk=ada.pk)
    ada.set_password("any-parcel-any-carrier")
    ada.save()
    somebody.name = "Ada King"
    somebody.welcome(["name"])
    ada.refresh_from_db()
    assert (ada.name, ada.check_password("any-parcel-any-carrier")) == ("Ada King", True)


def test_admin_makes_and_changes_a_team(client, root, ada):
    client.force_login(root)
    client.post("/teams/new/", {"name": "Platform", "slug": "platform", "members": ["ada"]})
    client.post("/teams/platform/edit/", {"name": "Platform team", "slug": "platform", "members": []})
    team = Team.objects.get()
    assert (team.name, list(team.members.all())) == ("Platform team", [])


def test_list_of_people_costs_the_same_for_one_and_for_three(as_ada, django_assert_num_queries):
    with django_assert_num_queries(5):
        as_ada.get(PEOPLE)
    for n in range(2):
        User.objects.create_user(f"p{n}@x.example", None, name=f"P {n}")
    with django_assert_num_queries(5):
        as_ada.get(PEOPLE)


def test_unknown_person_is_not_found(as_ada):
    assert as_ada.get("/people/nobody/").status_code == 404


@pytest.mark.parametrize("address", ["/people/", "/people/ada/"])
def test_reading_pages_take_no_post(as_ada, address):
    assert as_ada.post(address).status_code == 405


def test_changes_of_people_and_teams_leave_a_row(client, root, ada):
    client.force_login(root)
    client.post("/people/ada/edit/", {"name": "Ada King", "email": "ada@halyard.example", "handle": "ada", "role": "reader", "is_active": "on"})
    client.post("/teams/new/", {"name": "Platform", "slug": "platform", "members": ["ada"]})
    assert [(act.what, act.name, act.before, act.after, act.by) for act in Act.objects.order_by("id")] == [
        ("person", "Ada King", {"name": "Ada Byron", "role": "member"}, {"name": "Ada King", "role": "reader"}, root),
        (
            "team",
            "Platform",
            {"name": "", "slug": "", "members": None},
            {"name": "Platform", "slug": "platform", "members": ["Ada King"]},
            root,
        ),
    ]


def test_a_new_name_shows_at_once_on_pages_that_are_kept(client, root, ada):
    make_record(by=ada)
    client.force_login(root)
    page = client.get("/records/ADR-1/")
    assert "Ada Byron" in page.content.decode()
    client.post("/people/ada/edit/", {"name": "Ada King", "email": "ada@halyard.example", "handle": "ada", "role": "member", "is_active": "on"})
    again = client.get("/records/ADR-1/", headers={"If-None-Match": page["ETag"]})
    assert (again.status_code, "Ada King" in again.content.decode(), "Ada Byron" in again.content.decode()) == (200, True, False)


def test_who_comes_later_is_linked_at_once_on_pages_that_are_kept(client, root):
    make_record(by=root, text="Ask @zoe.\n")
    client.force_login(root)
    client.get("/")  # the browser has its token
    page = client.get("/records/ADR-1/")
    client.post("/people/new/", {"name": "Zoe Ahlberg", "email": "zoe@halyard.example", "handle": "zoe", "role": "member"})
    client.get("/people/zoe/")  # which shows the receipt
    again = client.get("/records/ADR-1/", headers={"If-None-Match": page["ETag"]})
    assert ['href="/people/zoe/"' in one.content.decode() for one in (page, again)] == [False, True]
