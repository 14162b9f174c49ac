"""The audit chain can only grow. Of the words beside it, only their erasure is allowed: text and salt go together."""

from django.db import migrations

from sabaq.platform.database import Trigger, append_only, never_emptied


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]
    operations = [
        *append_only("platform_auditentry"),
        *append_only("platform_auditsubject"),
        Trigger("platform_auditwords_no_delete", table="platform_auditwords", when="DELETE", word="append_only"),
        never_emptied("platform_auditwords"),
        Trigger(
            "platform_auditwords_erase_only",
            table="platform_auditwords",
            when="UPDATE",
            word="append_only",
            condition="NOT (NEW.text IS NULL AND NEW.salt = '' AND NEW.commitment = OLD.commitment "
            "AND NEW.name = OLD.name AND NEW.entry_id = OLD.entry_id)",
        ),
    ]
