from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.forms import AudienceForm
from ui.answers import posted, render_page, require

from ..models import Record


@require_http_methods(["GET", "HEAD", "POST"])
def audience(request, name):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    require(record.can_be_closed_by(request.user), "Its author, its decision-makers and admins say who may see it.")
    form = AudienceForm(posted(request), by=request.user, audience=record.audience)
    if form.is_valid():
        record.restrict(by=request.user, audience=form.audience())
        messages.success(request, f"{record.name} is now seen by {'a closed circle' if record.is_restricted else 'everybody who signs in'}.")
        return redirect(record)
    return render_page(request, "records/audience.html", {"form": form, "record": record})
