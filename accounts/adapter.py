"""What allauth asks of this site: nobody signs up, and what it says is said in our words."""

import logging

from allauth.account.adapter import DefaultAccountAdapter

from . import invitations

logger = logging.getLogger(__name__)


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

    def get_reset_password_from_key_url(self, key):
        """The address in the letter is SITE_URL's, whatever Host the request named."""
        return invitations.address(key)

    def send_mail(self, *args):
        """What a mail server does not take is the admins' trouble; the page must not tell whose address is known here."""
        try:
            super().send_mail(*args)
        except OSError as problem:  # all of smtplib's are
            logger.error("A letter could not be sent; EMAIL_URL says where to: %s", problem)
