"""A release as bytes: tables, workbook and page, from values only."""
