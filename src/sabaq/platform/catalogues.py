"""Message catalogues: compiled without any tool of the system, and checked for what a reader would stumble over.

sabaq catalogues compile    .po -> .mo where the .po is newer
sabaq catalogues check      every message translated in all languages, with the same placeholders
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "locale"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w+)\}")


def catalogues(root: Path = LOCALE) -> Iterator[Path]:
    """Every catalogue's source file."""
    return iter(sorted(root.glob("*/LC_MESSAGES/*.po")))


def compile_all(root: Path = LOCALE) -> int:
    """Compile what is newer than its compiled form; how many were."""
    count = 0
    for path in catalogues(root):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(compiled))
            count += 1
    return count


def placeholders(text: str) -> set[str]:
    """The names a sentence will have filled in."""
    return {match.group(0) for match in _PLACEHOLDER.finditer(text.replace("%%", ""))}


def mistakes(path: Path) -> Iterator[str]:
    """What is wrong in one catalogue, a line each."""
    catalogue = polib.pofile(str(path))
    language = path.parts[-3]
    for entry in catalogue:
        if entry.obsolete:
            continue
        short = entry.msgid[:60].replace("\n", " ")
        if not entry.translated():
            yield f"{language}: not translated: “{short}”"
            continue
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        for text in texts:
            # A plural form may leave the number out ("one person"); nothing may name what is not there.
            extra, lost = placeholders(text) - wanted, placeholders(entry.msgid) - placeholders(text)
            if extra or (lost and not entry.msgid_plural):
                yield f"{language}: placeholders differ ({', '.join(sorted(extra | lost))}): “{short}”"


def run(argv: list[str]) -> int:
    """The `sabaq catalogues` command; exit status 1 if a catalogue is not whole."""
    if argv[:1] == ["compile"]:
        compile_all()
        return 0
    if argv[:1] != ["check"]:
        sys.stderr.write("Say `sabaq catalogues compile` or `sabaq catalogues check`.\n")
        return 2
    lines = [line for path in catalogues() for line in mistakes(path)]
    for line in lines[:40]:
        sys.stderr.write(line + "\n")
    if len(lines) > 40:
        sys.stderr.write(f"… and {len(lines) - 40} more\n")
    return 1 if lines else 0
