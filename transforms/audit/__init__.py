"""Whether the ledger is still the one that was written."""
