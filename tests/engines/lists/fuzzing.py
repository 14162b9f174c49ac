"""Damages lists at random, in their bytes and in their structure, and reads each: a reading or a refusal, nothing else.

The tests run a few seeds, the benchmark thousands. Each file is read by a process of its own, forked from this one,
with the limits of the real child.
"""

import datetime as dt
import io
import json
import os
import random
import re
import resource
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from sabaq.engines.lists import UNREADABLE_SENTENCES, Limits, child

from . import hostile, lists_of_countries, lists_of_habits

SAMPLES = Path(__file__).parents[3] / "sample" / "lists"
CPU_SECONDS = 10
_ODD = ["", "0", "-1", "1048576", "4294967295", "99999999999", "1e308", "NaN", "XFD1048576", "\0", "\uffff", "?" * 9]
_ODD += [
    "<",
    "&",
    "ФИО",
    "姓名",
    "Итого",
    "01.01.1980",
    "=1+1",
    "#REF!",
    "a@b.c",
    "\u202e",
    "ӣӯ",
    "1\n2",
    '"',
    ";",
    "\t",
]


def bases(folder: Path) -> list[bytes]:
    """Whole files to damage: the samples, every fixture, and hostile ones."""
    fixtures = [make() for make in (*lists_of_countries.LISTS, *lists_of_habits.LISTS)]
    made = [fixture.build(folder / fixture.file).read_bytes() for fixture in fixtures]
    made += [path.read_bytes() for path in sorted(SAMPLES.iterdir())]
    return [*made, hostile.encrypted(folder / "e.xlsx").read_bytes()]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file with one to four kinds of damage."""
    for _ in range(chance.randint(1, 4)):
        packed = content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content))
        kinds: list[Callable[[bytes, random.Random], bytes]] = [_flipped, _cut, _doubled, _inserted]
        content = chance.choice([*kinds, *[_in_archive] * 8] if packed else [*kinds, *[_in_text] * 3])(content, chance)
    return content


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice([1, 3, 20]) if content else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:b] if chance.random() < 0.3 else content[:a] + content[min(b, a + 400) :]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    a = chance.randrange(len(content) + 1)
    piece = content[a : a + chance.choice([1, 30, 900])]
    return content[:a] + piece * chance.choice([2, 3, 40]) + content[a:]


def _inserted(content: bytes, chance: random.Random) -> bytes:
    a = chance.randrange(len(content) + 1)
    return content[:a] + chance.choice(_ODD).encode("utf-8", "replace") + content[a:]


def _in_text(content: bytes, chance: random.Random) -> bytes:
    """Delimiters exchanged, lines shuffled, cells replaced."""
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    odd = chance.choice(_ODD).encode("utf-8", "replace")
    cells = re.split(rb"[;,\t|]", lines[at])
    cells[chance.randrange(len(cells))] = odd
    changes = [chance.choice([b";", b",", b"\t", b'"']).join(cells), lines[at] * 50, odd * 500, b""]
    lines[at] = chance.choice(changes)
    if chance.random() < 0.2:
        chance.shuffle(lines)
    return b"\n".join(lines)


def _in_archive(content: bytes, chance: random.Random) -> bytes:
    """One part of a packed workbook with its numbers, attributes, or elements changed; the archive stays whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zipfile.zlib.error):
        return _flipped(content, chance)
    if not parts:
        return content
    name = chance.choice(sorted(parts))
    changed = chance.choice([_numbers, _attributes, _elements, _flipped])(parts[name], chance)
    parts = {key: part for key, part in (parts | {name: changed}).items() if key != name or chance.random() > 0.05}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, part in parts.items():
            archive.writestr(key, part)
    return packed.getvalue()


def _replaced(pattern: bytes, content: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(pattern, content))
    if not found:
        return _flipped(content, chance)
    match, odd = chance.choice(found), chance.choice(_ODD).encode("utf-8", "replace")
    return content[: match.start(1)] + odd + content[match.end(1) :]


def _numbers(content: bytes, chance: random.Random) -> bytes:
    return _replaced(rb"(\d+)", content, chance)


def _attributes(content: bytes, chance: random.Random) -> bytes:
    return _replaced(rb'="([^"]*)"', content, chance)


def _elements(content: bytes, chance: random.Random) -> bytes:
    found = [match.span() for match in re.finditer(rb"<[^>]*>", content)]
    if not found:
        return _flipped(content, chance)
    (a, b), (c, d) = chance.choice(found), chance.choice(found)
    return content[:a] + chance.choice([b"", content[c:d], content[a:b] * 2]) + content[b:]


def outcome(content: bytes, folder: Path) -> str:
    """`read`, the kind of a refusal, or what went wrong: a fault, a signal, too much time."""
    path = folder / "fuzzed"
    path.write_bytes(content)
    if not content:
        return "empty"
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        _as_the_child(path, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        killed = os.WTERMSIG(status)
        return "bomb" if killed in (6, 9) else f"FAULT: signal {killed}"  # as the guard tells a file that asks too much
    kinds = {"read", *UNREADABLE_SENTENCES} - {"timeout"}
    return told if told in kinds else f"FAULT: {told or status}"


def _as_the_child(path: Path, writer: int) -> None:
    """Read as the guarded child does; says `read`, a kind of refusal, or a fault, and never returns."""
    told = ""
    try:
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        limit = used + Limits().memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + CPU_SECONDS,) * 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        order = {"path": str(path), "today": dt.date(2026, 11, 24).isoformat(), "edition_end": "2027-05-14"}
        order |= {"country": "KG", "columns": None, "wordings": {}, "limits": asdict(Limits())}
        answer = json.loads(json.dumps(child.answer_to(order)))
        told = answer["unreadable"]["kind"] if "unreadable" in answer else "read"
    except MemoryError:
        told = "bomb"
    except BaseException as error:  # whatever it is, the one who fuzzes has to hear of it
        told = f"{type(error).__name__}: {error}"[:200]
    finally:
        os.write(writer, told.encode())
        os._exit(0)


def fuzz(count: int, *, first: int = 0) -> tuple[Counter[str], list[int]]:
    """What became of `count` damaged files, and the seeds of those that ended in a fault."""
    outcomes: Counter[str] = Counter()
    faults = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = bases(folder)
        for seed in range(first, first + count):
            chance = random.Random(seed)
            told = outcome(damaged(chance.choice(whole), chance), folder)
            outcomes[told] += 1
            if told.startswith("FAULT"):
                faults.append(seed)
    return outcomes, faults
