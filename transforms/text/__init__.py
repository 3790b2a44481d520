"""Vietnamese text and numbers as people type them."""
