"""The report of a release: one content, written as a document to be edited and as a PDF to be read."""
