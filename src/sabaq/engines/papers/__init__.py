"""Papers: certificates as PDF, and certificates read back from PDF.

Plain functions, data in and bytes out. `paper` sets type, `coverage` knows which characters the fonts hold, `reading`
opens what strangers send in a process of its own.
"""

from sabaq.engines.papers.coverage import missing_glyphs
from sabaq.engines.papers.paper import CannotPrint, CertificatePaper, DoesNotFit, PaperSide, render_certificate
from sabaq.engines.papers.reading import PaperReading, Unreadable, read_certificate

__all__ = [
    "CannotPrint",
    "CertificatePaper",
    "DoesNotFit",
    "PaperReading",
    "PaperSide",
    "Unreadable",
    "missing_glyphs",
    "read_certificate",
    "render_certificate",
]
