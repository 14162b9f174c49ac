"""Pure decisions of this package; no Django here."""
