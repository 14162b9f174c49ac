"""Countries, institutions with their names, networks and who belongs to them. Any network of academies is rows here."""
