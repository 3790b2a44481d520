"""Open one delivered file, whatever it is: to be called inside a worker of the pool only."""

from flows.stores.workbooks.reader import NotAWorkbook, read_workbook

__all__ = ["NotAWorkbook", "read_workbook"]
