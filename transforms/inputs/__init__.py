"""The reference as tables that the SQL steps join: who owes what, what an area is made of, on which map."""

from transforms.inputs.schemas import SCHEMAS
from transforms.inputs.tables import input_tables

__all__ = ["SCHEMAS", "input_tables"]
