"""One sheet of a delivered workbook: from a grid of cells to figures with their addresses."""
