"""Files as they were sent or made, kept by hash under `var/files`; uploads are hostile until an engine has read them.

Nothing stored here is ever served inline: the shell sends it as an attachment with `nosniff` and a sandbox policy.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from .models import StoredFile
from .refusals import Refusal

LARGEST_UPLOAD = 20 * 1024 * 1024


class TooLarge(Refusal):
    """An upload over 20 MiB."""

    why = _("The file is larger than 20 MB.")
    now = _("Send the list alone, without pictures, or divide it.")


def path_of(file: StoredFile) -> Path:
    """Where the bytes of a stored file lie."""
    return Path(settings.FILES_DIR) / file.sha256[:2] / file.sha256


def store_file(chunks: Iterable[bytes], *, name: str, at: datetime) -> StoredFile:
    """Keep bytes under their hash and note their name. Raises `TooLarge`. The same bytes lie on disk once."""
    root = Path(settings.FILES_DIR)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=root)
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > LARGEST_UPLOAD:
                    raise TooLarge
                digest.update(chunk)
                out.write(chunk)
        file = StoredFile(sha256=digest.hexdigest(), name=Path(name).name[-200:] or "file", size=size, stored_at=at)
        place = path_of(file)
        place.parent.mkdir(exist_ok=True)
        Path(temporary).replace(place)
    finally:
        Path(temporary).unlink(missing_ok=True)
    file.save()
    return file


def attachment(file: StoredFile, *, content_type: str = "application/octet-stream") -> FileResponse:
    """A stored file as a download that no browser will run."""
    response = FileResponse(path_of(file).open("rb"), as_attachment=True, filename=file.name, content_type=content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
