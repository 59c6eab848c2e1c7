"""The sheets of a meeting as a browser shows and posts them."""

from django import forms

from ui.forms import posted_value


def opened(client, address):
    """What the browser would post of the page at this address if nobody touched it."""
    return shown(client.get(address))


def shown(answer):
    """The same of a page that was answered."""
    sheet = answer.context["sheet"]
    posted = {}
    for prefix, rows in sheet.rows.items():
        posted |= {f"{prefix}-TOTAL_FORMS": str(len(rows.forms)), f"{prefix}-INITIAL_FORMS": str(rows.initial_form_count())}
    for form in sheet.forms:
        for name, field in form.fields.items():
            if not isinstance(field.widget, forms.CheckboxInput) or form[name].value():
                posted[form.add_prefix(name)] = posted_value(form, name)
    return posted


def row_of(posted, kind, **facts):
    """The prefix of the row of a kind that says this, such as "topics-2"; of the first empty one where nothing is given."""
    main = {"topics": "title", "attendance": "person", "outcomes": "sentence", "actions": "text"}[kind]
    facts = facts or {main: ""}
    count = int(posted[f"{kind}-TOTAL_FORMS"])
    return next(f"{kind}-{n}" for n in range(count) if all(posted.get(f"{kind}-{n}-{name}") == value for name, value in facts.items()))


def file(client, address, posted):
    """Look at what filing does, then file; gives the last answer."""
    first = client.post(address, posted)
    return client.post(address, {**posted, "seen": first.context["seen"]}) if first.status_code == 200 else first
