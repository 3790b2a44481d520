"""Is it acceptable: suites built from form definitions, run by Great Expectations."""
