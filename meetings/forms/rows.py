"""The rows of a meeting's pages: topics, people, outcomes, actions. A row left empty is no row."""

from django import forms

from records.models import Log
from ui.forms import Choice, posted_value
from writing.beside import Beside

from ..models import Attendance, Outcome, Topic
from .fields import DayField, MeetingNumber, MinutesField, RecordWords, use_reader
from .people import PersonChoice, named, use_roster

MOST = 1000  # rows of one kind on a page
CLOSED = "This decides about a record that is closed to you. Ask somebody who may see that record to file these notes."
SENTENCE = "Write the outcome as one sentence, such as “We page with cursors.”"

STILL_TO_COME = "Choose one that is still to come, or leave this empty."
STRANGE = "This page names something that is not in this meeting. Nothing was saved: open the page again, and copy what you typed here."
TWICE = "This stands on the page twice, once so and once so. Leave one of them."


class Row(Beside):
    """A row knows its reader, and the people there are to choose from. `main` is the field without which it is empty; `identity` says
    which one of the meeting's it is, and is empty in a new one; `began` what that one was when the page was made."""

    sort = main = identity = ""
    nothing = {}  # what one is that is not there; empty where it can be none

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        if not self.initial.get(self.identity):
            self.initial["began"] = ""
        use_roster(self, sheet.roster)
        use_reader(self, sheet.reader)

    @property
    def one(self):
        """Which one of the meeting's it is; "" for a new one."""
        return str((self.data.get(self.add_prefix(self.identity)) if self.is_bound else self.initial.get(self.identity)) or "").strip()

    @property
    def is_empty(self):
        return not self.cleaned_data.get(self.main)

    def facts(self):
        """What was typed, and which one it is about."""
        return {name: value for name, value in self.cleaned_data.items() if name != "began"}

    @property
    def is_taken_off(self):
        """Whether it is to go, as its main field was emptied."""
        return bool(self.one) and not (self[self.main].data or "").strip()

    @property
    def called_itself(self):
        return self.at_first().get(self.main) or self[self.main].data or ""

    @property
    def is_open(self):
        """Whether it is shown unfolded: what is wrong in it, or was typed in it, or the one that was just asked for."""
        is_typed = bool(self.touched()) if self.at_first() else self.has_changed()
        return self.is_bound and (bool(self._errors) or is_typed) or "autofocus" in self.fields[self.main].widget.attrs

    @property
    def summary(self):
        """What it says, folded; empty where it says nothing yet."""
        shown = [self.called(name, posted_value(self, name)) for name in self.in_short]
        return " · ".join(filter(None, shown)) if posted_value(self, self.main) else ""

    in_short = ()

    def called(self, name, value):
        return named(self.fields[name], value) or super().called(name, value)

    def clean(self):
        facts = super().clean()
        if self.one and not self.sheet.knows(self.sort, self.one):
            self.add_error(self.main, STRANGE)
        return facts


class TopicRow(Row):
    sort, main, identity = "topics", "title", "key"
    facts_beside = ("title", "purpose", "minutes", "took", "presenter", "record")
    in_short = ("title", "purpose", "presenter", "record")

    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    title = forms.CharField(max_length=200, required=False, label="Topic")
    purpose = forms.ChoiceField(choices=Topic.Purpose, initial="discuss", label="For what")
    minutes = MinutesField(label="Minutes")
    took = MinutesField(label="Took")
    presenter = PersonChoice(label="Led by")
    record = RecordWords(label="Record")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.one and (self.at_first() if self.is_bound else self.initial).get("purpose") == "":  # imported: it need not be said now
            self.fields["purpose"].choices = [("", "Not said"), *Topic.Purpose.choices]
            self.fields["purpose"].required = False

    def clean(self):
        facts = super().clean()
        typed = [name for name in ("minutes", "took", "presenter", "record") if facts.get(name)]
        if typed and not facts.get("title") and not self.one:
            self.add_error("title", "Write what the topic is, such as “Per-customer rate limits”.")
        return facts


class AttendanceRow(Row):
    sort, main, identity = "attendance", "person", "person"
    facts_beside = ("presence", "remark")
    nothing = {"presence": "", "remark": ""}

    person = PersonChoice(label="Who")
    presence = forms.ChoiceField(choices=[*Attendance.Presence.choices, ("", "Not on the list")], required=False, label="There?")
    remark = forms.CharField(max_length=120, required=False, label="Remark", widget=forms.TextInput(attrs={"placeholder": "Remark"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = self.sheet.expected.get(self.one)
        self.fields["presence"].initial = self.sheet.for_members
        self.fields["presence"].choices = [("invited", self.sheet.word_for_invited), *self.fields["presence"].choices[1:]]
        if self.known:
            self.fields["person"].widget = forms.HiddenInput()
            self.fields["presence"].label = (
                f"Was {self.known.name} there?" if self.sheet.for_members == "present" else f"Does {self.known.name} come?"
            )
            self.fields["remark"].label = f"Remark on {self.known.name}"

    @property
    def called_itself(self):
        return named(self.fields["person"], self.one)


class OutcomeRow(Row):
    sort, main, identity = "outcomes", "sentence", "number"
    facts_beside = ("sentence", "kind", "topic", "effect", "record", "log", "until", "deferred_to")
    in_short = ("sentence", "kind", "record")

    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    sentence = forms.CharField(max_length=600, required=False, label="What was decided, in one sentence", widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(choices=Outcome.Kind, initial="decided", label="How it ended")
    topic = forms.ChoiceField(
        required=False, label="Topic", error_messages={"invalid_choice": "This topic is no longer on the agenda. Choose another."}
    )
    effect = forms.ChoiceField(choices=Outcome.Effect, initial="none", label="What it does")
    record = RecordWords(label="Record")
    log = Choice(Log.objects.none(), to_field_name="key", required=False, empty_label="Choose a log", label="Numbered log")
    until = DayField(label="Until")
    deferred_to = MeetingNumber(label="Deferred to meeting")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        log = self.fields["log"]
        log.queryset = self.sheet.logs
        log.choices = [("", log.empty_label), *((each.key, str(each)) for each in self.sheet.logs)]  # asked for once, however many rows there are
        self.fields["topic"].choices = [("", "None"), *self.sheet.topic_choices]
        if not self.sheet.topic_choices:
            self.fields["topic"].widget = forms.HiddenInput()

    def clean(self):
        facts = super().clean()
        kind, effect = facts.get("kind"), facts.get("effect")
        if not facts.get("sentence"):
            if facts.get("record") or facts.get("until") or effect not in (None, "none"):
                self.add_error("sentence", SENTENCE)
            return facts
        if self.one in self.sheet.closed and not facts.get("record"):
            return self.about_a_closed_record(facts)
        if kind != "decided":
            facts["effect"] = effect = "none"
        if kind != "tentative":
            facts["until"] = None
        facts["deferred_to"] = self.still_to_come(facts.get("deferred_to")) if kind == "deferred" else None
        if effect != "drafts":
            facts["log"] = None
        if effect in ("accepts", "rejects", "links") and not facts.get("record") and "record" not in self.errors:
            self.add_error("record", "Name the record, such as API-12.")
        if effect == "drafts" and not facts.get("log") and "log" not in self.errors:
            self.add_error("log", "Choose the numbered log that the record goes into.")
        if effect == "drafts":
            facts["record"] = None
        if effect == "none" and kind == "decided" and facts.get("record"):
            facts["effect"] = "links"  # a decision that names a record is about it
        return facts

    def still_to_come(self, meeting):
        """The meeting that it is deferred to; one that is over, or is this one, gets a sentence."""
        if meeting and "deferred_to" in self.changed_data:
            is_this = self.sheet.meeting and meeting.pk == self.sheet.meeting.pk
            why = f"Meeting {meeting.number} is this one." if is_this else meeting.why_over(self.sheet.day)
            if why:
                self.add_error("deferred_to", f"{why} {STILL_TO_COME}")
        return meeting

    def about_a_closed_record(self, facts):
        """The outcome stays about a record that this reader may not see; who may not see it does not decide it either."""
        effect = self.sheet.closed[self.one]
        if effect != "links":
            self.add_error("sentence", CLOSED)
        kept = ("number", "sentence", "topic")
        return {name: value for name, value in facts.items() if name in kept}


class ActionRow(Row):
    sort, main, identity = "actions", "text", "number"
    facts_beside = in_short = ("text", "owner", "due")

    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(max_length=400, required=False, label="What is to be done")
    owner = PersonChoice(label="Owner")
    due = DayField(label="Due")

    def clean(self):
        facts = super().clean()
        if self.is_taken_off and self.sheet.is_late:
            self.add_error("text", "It is filed already: drop this action on the page of the meeting, with a reason.")
        elif not facts.get("text") and (facts.get("owner") or facts.get("due")) and not self.one:
            self.add_error("text", "Say what is to be done, such as “Warm the buckets when a key rotates”.")
        return facts


class Rows(forms.BaseFormSet):
    """Rows of one kind; `add()` gives one more to fill in, without JavaScript."""

    def filled(self):
        """The cleaned facts of the rows that are not empty, in their order."""
        return [form.facts() for form in self.forms if form.cleaned_data and not form.is_empty]

    @property
    def first_empty(self):
        """The first row that waits to be filled in, or None."""
        return next((form for form in self.forms if not form.one and not form.is_open), None)

    def clean(self):
        """Nothing stands in two rows that say different things."""
        seen = {}
        for form in self.forms:
            said = {name: form[name].data or "" for name in form.facts_beside}
            if form.one and seen.setdefault(form.one, said) != said:
                form.add_error(form.main, TWICE)


def rows_of(row, *, prefix, sheet, data=None, initial=(), extra=1, more=0):
    """A formset of this Row: the initial ones and `extra` empty ones; bound to `data` with `more` rows than were posted."""
    if data is not None:
        initial = ()  # a row says itself what it was, wherever it stands
        if more or count_in(data, f"{prefix}-INITIAL_FORMS"):
            data = data.copy()
            data[f"{prefix}-TOTAL_FORMS"] = str(min(count_in(data, f"{prefix}-TOTAL_FORMS") + more, MOST))
            data[f"{prefix}-INITIAL_FORMS"] = "0"
    made = forms.formset_factory(row, formset=Rows, extra=extra, max_num=MOST, absolute_max=MOST)
    return made(data, prefix=prefix, initial=list(initial), form_kwargs={"sheet": sheet})


def count_in(data, key):
    words = data.get(key) or ""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 6 else 0
