"""Open one delivered file, whatever it is: to be called inside a worker of the pool only."""

from flows.stores.workbooks.reader import read_workbook
from flows.stores.workbooks.refusal import NotAWorkbook

__all__ = ["NotAWorkbook", "read_workbook"]
