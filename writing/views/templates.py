from ui.answers import posted

from .. import saving
from ..forms import TemplateForm
from ..offers import put_back
from ..settling import settles


@settles
def edit_template(request, thing, context):
    """Write the template of a Templated thing. `context` says `what` it belongs to, what `begins` with it, and `crumbs`, pairs
    of (address, words)."""
    form = TemplateForm(posted(request), initial={"text": thing.template, "base": thing.revision_number} | put_back(request, thing.text_place))

    def keep(title, **written):
        return thing.write_template(by=request.user, note=form.cleaned_data["note"], **written)

    return saving.answer(request, thing, form, keep, "writing/template_form.html", {"thing": thing, **context}, to=request.path)
