"""Write data/samples: `python -m tests.samples`."""

from tests.samples.write import write_samples

if __name__ == "__main__":
    print(write_samples())  # noqa: T201 -- a command prints
