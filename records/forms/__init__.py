"""What people may type about records."""

from .logs import AreaForm, LogForm
from .moves import MoveForm, StateForm, TakeBackForm
from .relations import RelationForm, TargetForm, UnrelationForm
from .risks import RiskForm
from .writing import EditForm, NewForm

__all__ = [
    "AreaForm",
    "EditForm",
    "LogForm",
    "MoveForm",
    "NewForm",
    "RelationForm",
    "RiskForm",
    "StateForm",
    "TakeBackForm",
    "TargetForm",
    "UnrelationForm",
]
