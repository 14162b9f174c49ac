"""Plain Python engines without Django: lists, names, allocation, sealing, papers. Frozen dataclasses in and out."""
