import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from records.models import Record

pytestmark = pytest.mark.django_db


def test_the_command_loads_prints_sign_ins_and_refuses_a_second_time(client, capsys):
    call_command("demo")
    assert capsys.readouterr().out == (
        "Loaded Halyard: 299 events\nSign in as\n"
        "  dana@halyard.example   any-parcel-any-carrier   (started six weeks ago)\n"
        "  amara@halyard.example   any-parcel-any-carrier   (an admin)\n"
        "  ruth@halyard.example   any-parcel-any-carrier   (a reader)\n"
    )
    assert User.objects.get(handle="dana").check_password("any-parcel-any-carrier")
    before = Record.objects.count()
    with pytest.raises(CommandError, match="This site has records or meetings of its own"):
        call_command("demo")
    assert Record.objects.count() == before


def test_the_command_does_not_take_over_somebody_who_is_here(capsys):
    User.objects.create_user("amara@example.org", None, name="Amara Other", handle="amara")
    with pytest.raises(CommandError, match="“amara” is somebody here already"):
        call_command("demo", quiet=True)
    assert (Record.objects.count(), capsys.readouterr().out) == (0, "")
