from ui.answers import posted, require
from writing import saving
from writing.offers import put_back
from writing.settling import settles

from ..forms import NotesForm
from .meeting import find
from .planning import MEMBERS_ONLY


@settles
def notes(request, number):
    meeting = find(request, number)
    require(meeting.can_be_edited_by(request.user), MEMBERS_ONLY)
    initial = {"text": meeting.revision.text if meeting.revision_id else "", "base": meeting.revision_number}
    form = NotesForm(posted(request), meeting=meeting, initial=initial | put_back(request, meeting.text_place))

    def keep(title, **written):
        return meeting.note_down(by=request.user, note=form.cleaned_data["note"], **written)

    return saving.answer(request, meeting, form, keep, "meetings/notes.html", {"meeting": meeting, "place": "meetings"})
