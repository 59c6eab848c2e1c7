import re

from django import forms
from django.template.loader import render_to_string

from ui.forms import LongSelect


class ProposalForm(forms.Form):
    title = forms.CharField(help_text="Say what we do.")
    why = forms.CharField(widget=forms.Textarea(attrs={"class": "mono"}), required=False)
    log = forms.ChoiceField(choices=[("API", "API")])
    kind = forms.ChoiceField(choices=[("nygard", "Nygard")], widget=forms.RadioSelect)
    told = forms.BooleanField(label="Everybody was told", required=False)


def test_label_hint_error_control_in_this_order():
    drawn = str(ProposalForm({})["title"].as_field_group())
    places = [drawn.index(part) for part in ('<label for="id_title">', 'id="id_title_helptext"', 'id="id_title_error"', "<input")]
    assert places == sorted(places)
    assert 'class="field field--bad' in drawn
    assert 'aria-invalid="true" aria-describedby="id_title_helptext id_title_error"' in drawn
    assert "This cannot stay empty." in drawn


def test_boxes_get_their_class_and_ticks_do_not():
    form = ProposalForm()
    assert 'class="input"' in str(form["title"])
    assert 'class="input mono"' in str(form["why"])
    assert 'class="input"' in str(form["log"])
    assert "input" not in str(form["told"]).replace("<input", "")
    assert '<label class="check" for="id_kind_0">' in str(form["kind"])


class LongForm(forms.Form):
    title = forms.CharField(max_length=5)
    why = forms.CharField(max_length=5, widget=forms.Textarea)
    name = forms.CharField(max_length=5, widget=forms.TextInput(attrs={"class": "mono", "maxlength": 5}))


def test_what_is_too_long_is_told_and_never_cut_by_the_browser():
    form = LongForm({"title": "Limits", "why": "Limits", "name": "Ann"})
    assert "maxlength" not in str(form)
    assert form.errors == {name: ["Write at most 5 characters; these are 6."] for name in ("title", "why")}
    assert form["title"].value() == "Limits"


def test_what_may_stay_empty_says_so():
    form = ProposalForm()
    assert '<span class="optional">optional</span>' in str(form["why"].as_field_group())
    assert "optional" not in str(form["title"].as_field_group())
    assert "optional" not in str(form["told"].as_field_group())


def test_a_form_has_its_fields_in_order():
    drawn = str(ProposalForm())
    assert [drawn.count(word) for word in ('<div class="field', '<fieldset class="field')] == [4, 1]


def test_the_summary_links_to_each_field_and_takes_the_focus():
    summary = render_to_string("ui/parts.html#errors", {"form": ProposalForm({})})
    assert 'role="alert" tabindex="-1" autofocus' in summary
    assert "3 things to mend" in summary
    assert [f'href="#{anchor}"' in summary for anchor in ("id_title", "id_log", "id_kind")] == [True] * 3


def test_no_summary_where_nothing_is_wrong():
    assert render_to_string("ui/parts.html#errors", {"form": ProposalForm()}).strip() == ""


def test_a_long_list_is_drawn_at_once_as_django_draws_it():
    choices = [("", "Any"), ("<a>", "A & B"), ("b", "B")]
    drawn = [widget(choices=choices).render("kind", "b", {"id": "k", "class": "input"}) for widget in (LongSelect, forms.Select)]
    attributes, plain = (sorted(re.findall(r'[a-z]+="[^"]*"| selected|>[^<]+<', html.replace("\n", "").replace("  ", ""))) for html in drawn)
    assert attributes == plain
