"""The account forms in our words. What they check is allauth's."""

from allauth.account.forms import ChangePasswordForm, LoginForm, SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("10 characters or more. Three or four words in a row are easy to remember and hard to guess.")


class SignUp(SignupForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name, password = self.fields["username"], self.fields["password1"]
        name.label = _("A name to sign in with")
        name.help_text = _("Any name you like, or your e-mail address. We never send mail to it.")
        name.error_messages["required"] = _("Enter a name to sign in with.")
        password.label = _("A password")
        password.help_text = PASSWORD_HELP
        password.error_messages["required"] = _("Enter a password.")
        plain(self)


class SignIn(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your sign-in name")
        self.fields["login"].error_messages["required"] = _("Enter your sign-in name.")
        self.fields["password"].label = _("Your password")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = _("Enter your password.")
        plain(self)


class NewPassword(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("The password you have now")
        self.fields["password1"].label = _("The new password")
        self.fields["password1"].help_text = PASSWORD_HELP
        self.fields["password2"].label = _("The new password again")
        plain(self)


class DeleteAccount(forms.Form):
    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password to delete your account.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("That is not your password. Type it again."))
        return password


def plain(form: forms.Form) -> None:
    """Labels stand above the field, where they stay readable; a placeholder goes away when it is needed most."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
