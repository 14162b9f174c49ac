"""The process that opens a stranger's PDF: started by `reading`, limited, and thrown away.

Takes the PDF on standard input, writes one JSON object: `qr_texts` and `printed_text`, or `refused` with a kind.
"""

import json
import os
import resource
import sys
from typing import Any

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 5
MOST_PAGES = 4
LONGEST_EDGE = 1300.0  # points: A3 is 1191
PIXELS_PER_POINT = 3.0
MOST_TEXT = 100_000
PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


class Refused(Exception):
    """Why the file is not read; the argument is the kind."""


def limit() -> None:
    """No more memory and processor time than a certificate needs, no new files, no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(pdf: bytes) -> dict[str, Any]:
    """QR codes and text of all pages. Raises Refused."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as failure:
        raise Refused("locked" if failure.err_code == PASSWORD_ERROR else "not_pdf") from None
    if not 0 < len(document) <= MOST_PAGES:
        raise Refused("too_many_pages" if len(document) else "not_pdf")
    codes, texts = [], []
    for page in document:
        if max(page.get_size()) > LONGEST_EDGE:
            raise Refused("page_too_large")
        codes += qr_texts(page)
        texts.append(page.get_textpage().get_text_range()[:MOST_TEXT])
    return {"qr_texts": codes, "printed_text": "\n".join(texts)}


def qr_texts(page: Any) -> list[str]:
    """The QR codes on a page as it is seen, from top left to bottom right."""
    import zxingcpp

    picture = page.render(scale=PIXELS_PER_POINT, grayscale=True).to_numpy()
    if picture.ndim == 3:
        picture = picture[:, :, 0]
    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode), text_mode=zxingcpp.TextMode.Plain
    )
    found.sort(key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return [code.text for code in found]


def main() -> None:
    """Read standard input, answer on standard output."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    limit()
    pdf = sys.stdin.buffer.read()
    try:
        answer = read(pdf)
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
