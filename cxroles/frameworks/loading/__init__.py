"""Fixtures into the database: read, check, compare, publish."""
