"""What must hold whatever the code above does: no over-issue, no seat beyond a room, a ledger that only grows."""

from django.db import migrations

from sabaq.platform.database import Trigger, append_only

_RECEIVED = "(SELECT COALESCE(SUM(seats), 0) FROM nominations_seatentry WHERE target_id = {pool})"
_GIVEN = "(SELECT COALESCE(SUM(seats), 0) FROM nominations_seatentry WHERE source_id = {pool})"
_HELD = "(SELECT COUNT(*) FROM nominations_holding WHERE pool_id = {pool} AND until IS NULL)"


def free(pool: str) -> str:
    """SQL for the seats of a pool that nobody holds and that were not passed on."""
    return f"({_RECEIVED} - {_GIVEN} - {_HELD})".format(pool=pool)


class Migration(migrations.Migration):
    dependencies = [("nominations", "0001_initial"), ("programmes", "0001_initial")]
    operations = [
        *append_only("nominations_seatentry"),
        Trigger(
            "nominations_no_over_issue",
            table="nominations_seatentry",
            when="INSERT",
            word="over_issue",
            condition=f"NEW.source_id IS NOT NULL AND NEW.seats > {free('NEW.source_id')}",
            lock="PERFORM 1 FROM nominations_seatpool WHERE id = NEW.source_id FOR UPDATE",
        ),
        Trigger(
            "nominations_holding_needs_seat",
            table="nominations_holding",
            when="INSERT",
            word="over_issue",
            condition=f"NEW.until IS NULL AND {free('NEW.pool_id')} < 1",
            lock="PERFORM 1 FROM nominations_seatpool WHERE id = NEW.pool_id FOR UPDATE",
        ),
        Trigger(
            "nominations_holding_stays_ended",
            table="nominations_holding",
            when="UPDATE",
            word="append_only",
            condition="OLD.until IS NOT NULL OR NEW.placement_id <> OLD.placement_id "
            "OR NEW.nomination_id <> OLD.nomination_id OR NEW.pool_id <> OLD.pool_id",
        ),
        Trigger("nominations_holding_no_delete", table="nominations_holding", when="DELETE", word="append_only"),
        Trigger(
            "nominations_seat_within_room",
            table="nominations_placement",
            when="INSERT",
            word="over_capacity",
            condition="NEW.number > (SELECT capacity FROM programmes_session WHERE id = NEW.session_id)",
            lock="PERFORM 1 FROM programmes_session WHERE id = NEW.session_id FOR UPDATE",
        ),
        Trigger(
            "nominations_room_not_below_seats",
            table="programmes_session",
            when="UPDATE",
            word="over_capacity",
            condition="NEW.capacity < (SELECT COALESCE(MAX(number), 0) FROM nominations_placement "
            "WHERE session_id = NEW.id)",
        ),
    ]
