"""Certificates: issue, verify, revoke, status lists, and the keys of issuers."""
