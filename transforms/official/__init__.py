"""The provincial summary forms of a release: each form filled with what counts, and the workbook of them."""
