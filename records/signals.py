"""What others may listen to: `moved` is sent with the `record` inside the transaction of every change of a record's worth."""

from django.dispatch import Signal

moved = Signal()
