"""The first admin of a site: made on a page that opens by a signed link, which `serve` prints while there is nobody to ask."""

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core import signing
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ui.answers import render_page, require

from .models import User

SIGNER = signing.TimestampSigner(salt="first admin")
SUBJECT = "first-admin"
DAYS = 3


def is_wanted():
    """Whether nobody can sign in as an admin."""
    return not User.objects.who_may_sign_in().filter(role=User.Role.ADMIN).exclude(password="").exclude(password__startswith="!").exists()


def link():
    """The absolute address at which the first admin is made; good for three days, and until there is one."""
    return settings.SITE_URL + reverse("accounts:first_admin", args=[SIGNER.sign(SUBJECT).partition(":")[2]])


class FirstAdminForm(forms.ModelForm):
    email = forms.EmailField(label="E-mail", help_text="You sign in with it.", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False)

    class Meta:
        model = User
        fields = ["name", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError("Somebody has this address already.")
        return email

    def clean_password(self):
        made_of = User(name=self.cleaned_data.get("name", ""), email=self.cleaned_data.get("email"))
        validate_password(self.cleaned_data["password"], made_of)
        return self.cleaned_data["password"]


@login_not_required  # nobody can sign in yet; the signature is the permission
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def first_admin(request, token):
    require_good(token)
    form = FirstAdminForm(request.POST or None)
    if form.is_valid():
        with transaction.atomic():
            require_good(token)
            user = User.objects.create_user(role=User.Role.ADMIN, **form.cleaned_data)
        login(request, user)
        return redirect("/")
    return render_page(request, "accounts/first_admin.html", {"form": form})


def require_good(token):
    """Raise PermissionDenied, with a sentence, unless the token is ours, young, and still of use."""
    try:
        SIGNER.unsign(f"{SUBJECT}:{token}", max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        require(False, "This link is not one of ours, or it is too old. Start the site again: it prints a new one.")
    require(is_wanted(), "This site has an admin already. Ask them to invite you.")
