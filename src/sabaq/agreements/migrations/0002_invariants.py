"""What must hold whatever the code above does: approvals, clauses and targets only grow, and no text changes."""

from django.db import migrations

from sabaq.platform.database import Trigger, append_only

_PARTIES = "(SELECT COUNT(*) FROM agreements_party WHERE agreement_id = NEW.agreement_id)"
_APPROVED = (
    "(SELECT COUNT(*) FROM agreements_approval WHERE version_id = NEW.id AND text_hash = NEW.text_hash)"
)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [
        *append_only("agreements_approval"),
        *append_only("agreements_clause"),
        *append_only("agreements_target"),
        Trigger(
            "agreements_text_stays",
            table="agreements_version",
            when="UPDATE OF agreement_id, number, preamble, authentic_languages, text_hash",
            word="append_only",
        ),
        Trigger(
            "agreements_all_approve",
            table="agreements_version",
            when="UPDATE OF state",
            word="not_approved",
            condition=f"NEW.state = 'in_force' AND {_PARTIES} <> {_APPROVED}",
        ),
    ]
