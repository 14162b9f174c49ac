"""`sabaq people first-secretary`: once for a network, with a password for one sign-in, in words where it cannot be."""

from sabaq.people.commands import run
from sabaq.people.models import Account, Mandate, Person
from sabaq.platform.audit import verify_chain
from sabaq.platform.models import AuditEntry

ARGUMENTS = ["first-secretary", "--network", "net", "--name", "Saule Akhmetova", "--name", "Сәуле Ахметова"]


def test_the_first_secretary_signs_in_with_the_password_that_is_printed_once(world, client, capsys):
    assert run([*ARGUMENTS, "--email", "Saule@example.org"]) == 0
    line = capsys.readouterr().out
    password = line.rstrip().rpartition(" ")[2]
    assert line == f"One-time password for Saule@example.org: {password}\n"
    account = Account.objects.get(email="saule@example.org")
    names = list(account.person.names.order_by("pk").values_list("script", "full"))
    assert names == [("latn", "Saule Akhmetova"), ("cyrl", "Сәуле Ахметова")]
    held = set(Mandate.objects.filter(person=account.person).values_list("role", "network"))
    assert held == {("secretary", world.network.pk), ("administrator", world.network.pk)}
    assert client.post("/sign-in/", {"email": "saule@example.org", "password": password})["Location"] == "/password/"
    assert [entry.verb for entry in AuditEntry.objects.order_by("seq")] == [
        "people.enter_person", "people.grant_mandate", "people.grant_mandate", "people.open_account",
    ]  # fmt: skip
    assert verify_chain().verified
    assert run([*ARGUMENTS, "--email", "second@example.org"]) == 1
    assert capsys.readouterr().err == "The Network has a secretary, who enters everybody else on the pages.\n"


def test_what_cannot_be_is_one_line_and_changes_nothing(world, accounts, capsys):
    before = Person.objects.count()
    Mandate.objects.all().delete()
    unknown = ["first-secretary", "--network", "no", "--name", "A", "--email", "a@example.org"]
    wrong_name = ["first-secretary", "--network", "net", "--name", "Аsel", "--email", "a@example.org"]
    assert [run(unknown), run(wrong_name), run([*ARGUMENTS, "--email", "man.ager@example.org"])] == [1, 1, 1]
    assert capsys.readouterr().err.splitlines() == [
        "There is no network with the short name no.",
        "The letters of the name are not of the script it is entered for. "
        "Choose the script of the letters, or write the name again.",
        "Another account uses this e-mail address. Use the person's own address.",
    ]
    assert (Person.objects.count(), AuditEntry.objects.exists()) == (before, False)
