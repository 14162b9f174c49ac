"""Permissions of this package."""
