"""The shipped samples and their seeded generator: `python -m tests.samples` writes data/samples."""
