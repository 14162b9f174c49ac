"""Persons with names as written in each script, their posts, mandates, documents, consents and accounts."""
