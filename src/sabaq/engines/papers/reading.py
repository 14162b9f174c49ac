"""Reads a certificate back from a PDF that a stranger sends: its QR codes and its printed text.

PDF is a language for attacks, so nothing here opens it: a child process does (`reading_child`), with limits on memory,
time, pages and pixels, and is killed when it exceeds them.
"""

import json
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

GREATEST_FILE = 8 * 1024 * 1024
CHILD = Path(__file__).with_name("reading_child.py")
SECONDS = 15
GREATEST_ANSWER = 4 * 1024 * 1024


class Unreadable(Exception):
    """The file gives no certificate. `kind`: too_large, not_pdf, too_many_pages, page_too_large, locked, too_hard."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(message)


MESSAGES = {
    "too_large": f"The file is larger than {GREATEST_FILE // 1024 // 1024} MB.",
    "not_pdf": "The file is not a PDF, or it is damaged.",
    "too_many_pages": "The file has too many pages for a certificate.",
    "page_too_large": "A page of the file is too large for a certificate.",
    "locked": "The file is locked with a password.",
    "too_hard": "The file takes too long or too much memory to read.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReading:
    """What stands on the paper: the texts of its QR codes, in reading order, and its text as the PDF gives it."""

    qr_texts: tuple[str, ...]
    printed_text: str

    def lacks(self, *expected: str) -> tuple[str, ...]:
        """Those of the signed texts that are not printed, spaces and letter forms aside.

        A lack proves a change. The reverse proves nothing: a PDF can hold text that nobody sees, so a person compares.
        """
        printed = _comparable(self.printed_text)
        return tuple(text for text in expected if _comparable(text) not in printed)


def read_certificate(pdf: bytes) -> PaperReading:
    """The QR codes and the text of a PDF of up to 4 pages. Raises Unreadable for everything else."""
    if len(pdf) > GREATEST_FILE:
        raise _unreadable("too_large")
    if not pdf[:1024].lstrip().startswith(b"%PDF-"):
        raise _unreadable("not_pdf")
    # Our own file in our own interpreter, cut off from its surroundings; the stranger's bytes come by standard input.
    command = [sys.executable, "-I", str(CHILD)]
    try:
        child = subprocess.run(command, input=pdf, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _unreadable("too_hard") from None
    if child.returncode or len(child.stdout) > GREATEST_ANSWER:
        raise _unreadable("too_hard")
    answer = json.loads(child.stdout)
    if "refused" in answer:
        raise _unreadable(answer["refused"])
    return PaperReading(qr_texts=tuple(answer["qr_texts"]), printed_text=answer["printed_text"])


def _unreadable(kind: str) -> Unreadable:
    return Unreadable(kind, MESSAGES[kind])


def _comparable(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
