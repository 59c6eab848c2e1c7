"""Every address of the site: who may open it, and what stands for it in the world of `world.py`.

`test_ladder.py` climbs it and `browser/test_axe.py` looks at each page; an address that is missing here fails there.
"""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

ANYONE, READER, MEMBER, ADMIN = "anyone", "grace", "ada", "root"  # the least who may, by the handle of one of them


@dataclass(frozen=True)
class Page:
    """An address. `closed` are the arguments that make it one of a restricted thing; `acts` says that it shows nothing and
    only takes a POST."""

    name: str
    args: tuple = ()
    who: str = READER
    closed: tuple = ()
    query: str = ""
    acts: bool = False

    def __str__(self):
        return " ".join([self.name, *map(str, self.args), self.query]).strip()

    @property
    def path(self):
        return reverse(self.name, args=self.args) + self.query

    @property
    def closed_path(self):
        return reverse(self.name, args=self.closed)


def record(verb, name, who=MEMBER, more=(), **options):
    return Page(f"records:{verb}", (name, *more), who, ("API-9", *more), **options)


def meeting(verb, number=1, who=MEMBER, more=(), **options):
    return Page(f"meetings:{verb}", (number, *more), who, (3, *more), **options)


def history(names, args, who, closed=()):
    """The addresses of a text's history; `who` may go back to an earlier text."""
    more = (*closed, 1) if closed else ()
    return [
        Page(f"{names}history", args, closed=closed),
        Page(f"{names}history", args, closed=closed, query="?from=1&to=1"),
        Page(f"{names}revision", (*args, 1), closed=more),
        Page(f"{names}restore", (*args, 1), who, more, acts=True),
        Page(f"{names}lines", args, closed=closed),
        Page(f"{names}redact", args, ADMIN, closed),
    ]


DOORS = [
    Page("account_login", who=ANYONE),
    Page("account_signup", who=ANYONE),
    Page("account_inactive", who=ANYONE),
    Page("account_reset_password", who=ANYONE),
    Page("account_reset_password_done", who=ANYONE),
    Page("account_reset_password_from_key_done", who=ANYONE),
    Page("account_logout"),
    Page("account_change_password"),
    Page("account_set_password", who="bo"),
    Page("ui:theme", who=ANYONE, acts=True),
]
HOME = [
    Page("writing:preview", who=MEMBER, acts=True),
    Page("writing:uploads", who=MEMBER, query="?place=records/new"),
    Page("home:home"),
    Page("home:since"),
    Page("home:since", query="?from=2026-01-01&to=2026-12-31"),
    Page("home:search"),
    Page("home:search", query="?q=cursors"),
    Page("home:search", query="?q=zzzzzz"),
    Page("home:suggest", query="?q=curs"),
    Page("home:mentions", query="?q=%23curs"),
]
PEOPLE = [
    Page("accounts:people"),
    Page("accounts:person", ("ada",)),
    Page("accounts:settings"),
    Page("accounts:mark_visit", acts=True),
    Page("accounts:new_person", who=ADMIN),
    Page("accounts:edit_person", ("ada",), ADMIN),
    Page("accounts:new_team", who=ADMIN),
    Page("accounts:edit_team", ("gateway",), ADMIN),
]
WRITING = [
    Page("writing:unsaved"),
    Page("writing:unsaved", query="?place=records/API-3"),
    Page("writing:throw_away", (UUID(int=1),), acts=True),
]
RECORDS = [
    Page("records:index"),
    Page("records:index", query="?status=proposed&log=API"),
    Page("records:new", who=MEMBER),
    *(record("record", f"API-{number}", READER) for number in (1, 2, 3, 5, 6, 7, 8)),
    Page("records:record", ("API-4",), MEMBER),
    *history("records:", ("API-3",), MEMBER, ("API-9",)),
    record("edit", "API-3"),
    record("audience", "API-3"),
    record("relate", "API-3"),
    record("unrelate", "API-3", more=("relates_to", "API-2")),
    record("state", "API-8"),
    record("take_back", "API-2"),
    record("propose", "API-4"),
    record("accept", "API-2"),
    record("reject", "API-2"),
    record("withdraw", "API-2"),
    record("redraft", "API-2"),
    record("reopen", "API-5"),
    record("deprecate", "API-3"),
    Page("records:logs"),
    Page("records:new_log", who=ADMIN),
    Page("records:edit_log", ("API",), ADMIN),
    Page("records:edit_template", ("API",), ADMIN),
    *history("records:template_", ("API",), ADMIN),
    Page("records:new_area", who=ADMIN),
    Page("records:edit_area", ("api-gateway",), ADMIN),
    Page("records:risks"),
    Page("records:new_risk", who=MEMBER),
    Page("records:risk", (1,)),
    Page("records:edit_risk", (1,), MEMBER),
    Page("records:redact_risk", (1,), ADMIN),
]
MEETINGS = [
    Page("meetings:index"),
    Page("meetings:new", who=MEMBER),
    Page("meetings:held", who=MEMBER),
    *(meeting("meeting", number, READER) for number in (1, 2, 4)),
    *history("meetings:", (2,), MEMBER, (3,)),
    meeting("edit"),
    meeting("notes"),
    meeting("file"),
    meeting("call_off"),
    meeting("plan_again", 4, acts=True),
    meeting("replace", 2, more=(1,)),
    meeting("add_action"),
    meeting("action", 1, READER, (1,)),
    meeting("edit_action", more=(1,)),
    meeting("finish", more=(1,), acts=True),
    meeting("reopen", more=(1,), acts=True),
    meeting("drop", more=(1,)),
    Page("meetings:actions"),
    Page("meetings:series_index"),
    Page("meetings:new_series", who=ADMIN),
    Page("meetings:series", ("api-review",)),
    Page("meetings:edit_series", ("api-review",), ADMIN),
    Page("meetings:edit_template", ("api-review",), ADMIN),
    *history("meetings:template_", ("api-review",), ADMIN),
]
READING = [
    Page("onboarding:mission"),
    *history("onboarding:mission_", (), ADMIN),
    Page("onboarding:edit_mission", who=ADMIN),
    Page("onboarding:terms"),
    Page("onboarding:new_term", who=MEMBER),
    Page("onboarding:edit_term", ("Lane",), MEMBER),
    Page("onboarding:redact_term", ("Lane",), ADMIN),
    Page("onboarding:paths"),
    Page("onboarding:new_path", who=MEMBER),
    Page("onboarding:path", ("api",)),
    Page("onboarding:edit_path", ("api",), MEMBER),
    *history("onboarding:path_", ("api",), MEMBER),
    Page("onboarding:see", ("api", 1), acts=True),
]
GROUPS = {"doors": DOORS, "home": HOME, "people": PEOPLE, "writing": WRITING, "records": RECORDS, "meetings": MEETINGS, "reading": READING}
PAGES = [page for group in GROUPS.values() for page in group]
NOT_HERE = {  # the links that are made for one person, their own unsaved text, the frame of diagrams, pictures; each has tests of its own
    "ui:diagram",
    "writing:typed",
    "writing:picture",
    "accounts:first_admin",
    "account_reset_password_from_key",
}
