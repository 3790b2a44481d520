"""The public edition: small numbers by which somebody could be recognised are left out and cannot be worked out."""

from transforms.disclosure.edition import public_tables

__all__ = ["public_tables"]
