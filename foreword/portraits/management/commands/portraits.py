from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foreword.people.models import Person
from foreword.portraits.actions import mark_shared, rebuild_everybody
from foreword.portraits.describing import described

TASKS = ("rebuild", "describe", "shared", "unshared")


class Command(BaseCommand):
    help = (
        "rebuild: make every portrait anew from what is kept, with the same result. "
        "describe: the traits as docs/portraits.md lists them. "
        "shared ADDRESS: the account is of a terminal or a group; no portrait is kept of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("task", choices=TASKS)
        parser.add_argument("address", nargs="?", default="")

    def handle(self, *args: Any, task: str, address: str, **options: Any) -> None:
        if task == "rebuild":
            self.stdout.write(f"{rebuild_everybody()} portraits made anew.")
            return
        if task == "describe":
            self.stdout.write(described(), ending="")
            return
        person = Person.objects.filter(email__iexact=address).first() if address else None
        if person is None:
            raise CommandError(f"No account has the address {address}." if address else f"portraits {task} ADDRESS")
        mark_shared(person=person, shared=task == "shared")
        told = "is shared now, and nothing is kept of it" if person.shared else "is of one person again"
        self.stdout.write(f"The account {person.email} {told}.")
