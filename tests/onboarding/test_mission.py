import pytest

from onboarding.models import Mission


@pytest.fixture
def mission(root):
    mission = Mission.objects.create()
    mission.write(by=root, title="Any parcel, one call.", text="We write it down.\n\n## Values\n\nCalm.", base=0)
    return mission


def test_empty_site_says_that_nobody_wrote_the_mission(as_ada, client, root):
    assert "Nobody has written the mission yet." in as_ada.get("/mission/").content.decode()
    assert [as_ada.get(f"/mission/history/{below}").status_code for below in ("", "1/", "lines/", "?from=1&to=2")] == [404] * 4


def test_admin_writes_the_mission_and_every_revision_has_an_address(client, root):
    client.force_login(root)
    client.post("/mission/edit/", {"title": "One", "text": "First.", "base": 0})
    client.post("/mission/edit/", {"title": "Two", "text": "Second.", "base": 1, "note": "Shorter"})
    assert list(Mission.objects.get().revisions.values_list("number", "title", "note")) == [(2, "Two", "Shorter"), (1, "One", "")]
    assert b"First." in client.get("/mission/history/1/").content and b"Second." in client.get("/mission/").content
    assert b"Second." in client.get("/").content


def test_save_on_top_of_somebody_elses_is_a_conflict_with_both_texts(client, root, mission):
    client.force_login(root)
    mission.write(by=root, title="Theirs", text="Their text.", base=1)
    response = client.post("/mission/edit/", {"title": "Mine", "text": "My text.", "base": 1})
    page = response.content.decode()
    assert response.status_code == 409 and "Their text." in page and "My text." in page
    assert Mission.objects.get().revision.title == "Theirs"


def test_only_admins_change_the_mission(client, ada, grace, mission):
    for person in (ada, grace):
        client.force_login(person)
        assert client.get("/mission/edit/").status_code == client.post("/mission/edit/", {}).status_code == 403


def test_mission_without_a_title_is_refused(client, root):
    client.force_login(root)
    response = client.post("/mission/edit/", {"title": "", "text": "Kept.", "base": 0})
    assert (response.status_code, Mission.objects.count()) == (422, 0) and "Kept." in response.content.decode()


def test_mission_lead_is_its_first_paragraph(mission):
    assert mission.lead == "We write it down."
