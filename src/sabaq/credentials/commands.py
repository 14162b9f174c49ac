"""`sabaq certificate`: check a certificate without a network, export what others need to do the same, keep it fresh.

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
from sabaq.platform.refusals import Refusal

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
# In the same list: something of this installation is not as it should be.
UNSOUND = 78


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
    verbs.add_parser("publish", help="sign the status list of every issuer of this installation anew; once a day")
    return parser


def _complain(why: object) -> None:
    sys.stderr.write(f"sabaq certificate: {why}\n")


# The database is imported late: with --bundle nothing of it is needed.
def _own_bundle(at: datetime) -> Bundle:
    from .queries import register_bundle

    return register_bundle(at)


def _bundle(at: datetime) -> int:
    from .queries import own_bundle

    try:
        published = own_bundle(at)
    except Refused as why:
        _complain(why)
        return UNSOUND
    for issuer in published.issuers.values():
        if at > (due := issuer.status_list.next_expected):
            _complain(f"the list of {issuer.id} was due on {due:%Y-%m-%d}; sign it with “sabaq certificate publish”.")
    sys.stdout.write(write_bundle(published).decode("utf-8") + "\n")
    return 0


def _publish(at: datetime) -> int:
    from sabaq.platform.actors import SYSTEM

    from .actions import publish_status_list
    from .models import Issuer

    status = 0
    for issuer in Issuer.objects.order_by("code"):
        try:
            signed = publish_status_list(issuer, by=SYSTEM, at=at)
        except Refusal as why:
            _complain(f"{issuer.code}: {why}")
            status = UNSOUND
        else:
            sys.stdout.write(f"{issuer.code}: list of {signed.signed_at:%Y-%m-%d %H:%M} UTC signed\n")
    return status


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
    if options.verb != "verify":
        return _publish(at) if options.verb == "publish" else _bundle(at)
    try:
        content = _content(options.what)
        bundle = read_bundle(Path(options.bundle).read_bytes().rstrip(b"\n")) if options.bundle else _own_bundle(at)
    except (OSError, Refused) as why:
        _complain(why)
        return MISUSED
    judgement = judge(content, bundle, at=at)
    answer = json.dumps(as_json(judgement), ensure_ascii=False) if options.json else as_line(judgement)
    sys.stdout.write(answer + "\n")
    return STATUS[judgement.worth]
