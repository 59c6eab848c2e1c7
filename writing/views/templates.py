from django.contrib import messages
from django.shortcuts import redirect

from ui.answers import posted, render_page

from ..forms import TemplateForm


def edit_template(request, thing, context):
    """Write the template of a Templated thing. `context` says `what` it belongs to, what `begins` with it, and `crumbs`, pairs
    of (address, words)."""
    form = TemplateForm(posted(request), initial={"text": thing.template, "base": thing.revision_number})
    if form.is_valid():
        made = thing.write_template(by=request.user, **form.cleaned_data)
        messages.success(request, f"Saved as revision {made.number}.")
        return redirect(request.path)
    return render_page(request, "writing/template_form.html", {"form": form, "thing": thing, **context})
