"""What the rules look at: records of a form, relations inside and between them, and their findings."""
