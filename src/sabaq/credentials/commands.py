"""`sabaq certificate`: check a certificate without a network, and export what others need to do the same.

The answer is one line and an exit status that a script can read; docs/commands/certificate.md describes both.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from sabaq.engines.papers import Unreadable, read_certificate
from sabaq.engines.sealing import Bundle
from sabaq.engines.sealing.bundle import read_bundle, write_bundle
from sabaq.engines.sealing.refusals import Refused

from .domain import Judgement, Worth, judge_code, judge_paper, looks_like_code

STATUS: dict[Worth, int] = {
    Worth.VALID: 0,
    Worth.REVOKED: 1,
    Worth.REPLACED: 1,
    Worth.ALTERED: 2,
    Worth.UNREGISTERED: 2,
    Worth.UNKNOWN_ISSUER: 3,
    Worth.MALFORMED: 4,
}
# As BSD's sysexits has it: argparse's own 2 would say "altered".
MISUSED = 64


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sabaq certificate", description="Check certificates without a network.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser(
        "verify",
        help="is this certificate real?",
        epilog="Exit status: 0 valid, 1 revoked or replaced, 2 altered, 3 unknown issuer, 4 unreadable, 64 misused.",
    )
    verify.add_argument("what", metavar="FILE|TEXT|-", help="a PDF, the text of its QR code, or - for standard input")
    verify.add_argument("--json", action="store_true", help="print one JSON object")
    verify.add_argument("--bundle", metavar="FILE", help="keys and lists to go by, instead of this installation's own")
    verbs.add_parser("bundle", help="write this installation's public keys and status lists to standard output")
    return parser


def _own_bundle(at: datetime) -> Bundle:
    # Imported late: with --bundle nothing of the database is needed.
    from .queries import own_bundle

    return own_bundle(at)


def _content(what: str) -> bytes:
    """The bytes that were named: of standard input, of a file, or of the text itself."""
    if what == "-":
        return sys.stdin.buffer.read()
    return what.encode() if looks_like_code(what) else Path(what).read_bytes()


def judge(content: bytes, bundle: Bundle, *, at: datetime) -> Judgement:
    """What a PDF or the text of a code is worth."""
    if not content[:1024].lstrip().startswith(b"%PDF-"):
        return judge_code(content[:10_000].decode("utf-8", errors="replace"), bundle, at=at)
    try:
        return judge_paper(read_certificate(content), bundle, at=at)
    except Unreadable as why:
        return Judgement(worth=Worth.MALFORMED, problem=why.kind)


def as_json(judgement: Judgement) -> dict[str, object]:
    """The object that `--json` prints; names and kinds are stable."""
    verdict, signed = judgement.verdict, judgement.statement
    found: dict[str, object] = {"state": judgement.worth.value, "exit_status": STATUS[judgement.worth]}
    found |= {"differs": list(judgement.differs), "words_compared": judgement.compared, "problem": judgement.problem}
    if verdict is not None:
        found |= {
            "reason": verdict.reason,
            "withdrawn_on": verdict.revoked_on.isoformat() if verdict.revoked_on else None,
            "replacement": verdict.replacement,
            "checked_against": verdict.checked_against.isoformat() if verdict.checked_against else None,
            "stale": verdict.stale,
        }
    if signed is not None:
        found["certificate"] = {
            "issuer": signed.issuer,
            "number": signed.number,
            "passport_name": signed.passport_name,
            "own_name": signed.own_name,
            "programme": signed.programme,
            "begins": signed.begins.isoformat(),
            "ends": signed.ends.isoformat(),
            "hours": signed.hours,
            "issued": signed.issued.isoformat(),
        }
    return found


def as_line(judgement: Judgement) -> str:
    """The answer in one line of English."""
    verdict, signed = judgement.verdict, judgement.statement
    parts = [judgement.worth.value.replace("_", " ").upper()]
    if signed is not None:
        name = signed.own_name or signed.passport_name
        parts.append(
            f"{signed.number}, {name}, “{signed.programme}”, {signed.begins} to {signed.ends}, {signed.hours} h"
        )
    if judgement.differs:
        parts.append(f"The paper prints otherwise than signed: {', '.join(judgement.differs)}.")
    elif verdict is not None:
        parts.append(verdict.message)
        if verdict.revoked_on:
            parts.append(f"Reason: {verdict.reason}" + (f" See {verdict.replacement}." if verdict.replacement else ""))
    elif judgement.problem:
        parts.append(f"The file cannot be read as a certificate: {judgement.problem}.")
    if judgement.compared is False:
        parts.append("The page is a picture: compare its words yourself.")
    if verdict is not None and verdict.stale:
        parts.append(f"The list is of {verdict.checked_against:%Y-%m-%d}: a recent withdrawal could be missing.")
    return " | ".join(parts)


def run(argv: list[str]) -> int:
    """The command; gives its exit status."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return MISUSED if stop.code else 0
    at = datetime.now(UTC)
    if options.verb == "bundle":
        sys.stdout.write(write_bundle(_own_bundle(at)).decode("utf-8") + "\n")
        return 0
    try:
        content = _content(options.what)
        bundle = read_bundle(Path(options.bundle).read_bytes().rstrip(b"\n")) if options.bundle else _own_bundle(at)
    except (OSError, Refused) as why:
        sys.stderr.write(f"sabaq certificate: {why}\n")
        return MISUSED
    judgement = judge(content, bundle, at=at)
    answer = json.dumps(as_json(judgement), ensure_ascii=False) if options.json else as_line(judgement)
    sys.stdout.write(answer + "\n")
    return STATUS[judgement.worth]
