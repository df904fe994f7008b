"""``manage.py demo``: demo people and descriptions, and how to sign in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cxroles.jobs.demo import demo_password, seed_demo


class Command(BaseCommand):
    help = "Add demo people and descriptions where they are missing, and print the sign-ins (demo mode only)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="http://127.0.0.1:8000/", help="where the app is served")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo people exist in demo mode only: set CXROLES_DEMO=1.")
        password = demo_password()
        people = seed_demo(password)
        width = max(len(person.email) for person in people)
        self.stdout.write(f"\nCX Roles is at {options['address']}  (stop with Ctrl+C)\n")
        for person in people:
            group = ", ".join(sorted(person.group_names))
            self.stdout.write(f"  {person.email:<{width}}  password {password}  ({group})")
        self.stdout.write("")
