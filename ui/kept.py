"""What is safe already and need not be cleaned: text that we escaped ourselves. bleach takes 40 µs for each character that is escaped."""

import secrets


class Kept:
    """Pieces of HTML that stay aside while the rest is cleaned. `secret` is in their marks and in the ids of headings, so no text can forge one."""

    def __init__(self):
        self.secret = secrets.token_hex(8)
        self.pieces = []

    def put(self, safe):
        """Keep a piece of safe HTML; gives the words that stand for it, in running text only."""
        self.pieces.append(safe)
        return f"{self.secret}k{len(self.pieces) - 1}."

    def back(self, clean):
        """The clean HTML with the pieces in their places."""
        opening = f"{self.secret}k"  # an expression with the secret in it would have to be compiled for each text
        first, *marks = clean.split(opening)
        made = [first]
        for mark in marks:
            number, _, after = mark.partition(".")
            made += (self.pieces[int(number)], after) if number.isdecimal() else (opening, mark)
        return "".join(made)

    def heading(self, number):
        """The id of the nth heading, until it has its anchor."""
        return f"{self.secret}-{number}"
