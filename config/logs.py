"""What is written to the console, and how much of it."""


def one_line(record):
    """Keep the words of a log record and leave out where in the code it happened; always true, as a filter must be to let it pass."""
    record.exc_info = None
    return True
