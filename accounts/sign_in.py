"""The forms of the sign-in pages, in our words; what they do is allauth's."""

from allauth.account import forms


def reword(form, **labels):
    """Give the fields these labels; the words in the boxes go, as labels stand above them."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, login="E-mail address", password="Password", remember="Stay signed in on this device")
        self.fields["password"].help_text = ""


class ResetPasswordForm(forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, email="E-mail address")


class NewPasswordForm(forms.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, password1="New password", password2="New password, once more")


class SetPasswordForm(forms.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, password1="New password", password2="New password, once more")


class ChangePasswordForm(forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self, oldpassword="Your password of today", password1="New password", password2="New password, once more")
        self.fields["oldpassword"].help_text = ""
