"""What people may type about records."""

from .moves import MoveForm, StateForm, TakeBackForm
from .relations import RelationForm, TargetForm, UnrelationForm
from .risks import RiskForm
from .writing import EditForm, NewForm

__all__ = ["EditForm", "MoveForm", "NewForm", "RelationForm", "RiskForm", "StateForm", "TakeBackForm", "TargetForm", "UnrelationForm"]
