"""The page in which a diagram is drawn: sandboxed, so that what a diagram's source brings about stays in there."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],  # mermaid writes its styles into the drawing
    "img-src": ["data:"],
    "font-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-scripts"],
}


@login_not_required  # it holds nothing: the page around it sends the source
@require_safe
@csp(POLICY)
@xframe_options_exempt  # frame-ancestors says who may frame it
@cache_control(private=True, max_age=3600)
def diagram(request):
    return render(request, "ui/diagram.html")
