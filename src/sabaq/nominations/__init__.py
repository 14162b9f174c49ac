"""The seat ledger, lists as ministries send them, nominations, placement of people in seats."""
