"""What allauth asks of this site: nobody signs up, and what it says is said in our words."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask an admin to open it again.",
        "email_password_mismatch": "That e-mail address and that password do not belong together. Type both again.",
        "enter_current_password": "That is not your password of today. Type it again.",
        "too_many_login_attempts": "That did not work several times in a row. Wait five minutes, or set a new password.",
        "rate_limited": "That was very often in a short time. Wait a minute, then try again.",
    }

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Failed attempts count by account alone. allauth adds the Host header, of which anybody may choose the port."""
        return credentials.get("email", "").strip().lower()

    def is_open_for_signup(self, request):
        """Admins make the accounts."""
        return False
