"""The `foreword` command: what a library runs, in its own words. `foreword manage …` reaches Django's commands."""

import os
import sys

COMMANDS = {
    "demo": "set up the demo library on the first run, then serve it",
    "serve": "web server, worker and scheduler as one process tree",
    "web": "the web server alone",
    "worker": "the worker and scheduler alone",
    "import": "import faq | marc | signals | ris | bibtex | csl | readers | libanswers FILE",
    "reindex": "build the search index anew from the database",
    "portraits": "portraits rebuild | describe | shared ADDRESS | unshared ADDRESS",
    "sandbox": "vendors to try accounts at other media against; nothing leaves this machine",
    "simulate": "simulate OUT: the log of an invented university, for bench loop",
    "doctor": "check this installation and say what to mend",
    "bench": "measure: retrieval DIR | pages | chat | ... (--json)",
    "manage": "Django's own commands",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print("usage: foreword COMMAND …\n")
        print("\n".join(f"  {name:<10}{what}" for name, what in COMMANDS.items()))
        return
    if arguments[0] not in COMMANDS:
        sys.exit(f"foreword: no command {arguments[0]!r}; `foreword help` lists them")
    if arguments[0] == "manage":
        arguments = arguments[1:]
    if arguments[:1] == ["demo"]:
        os.environ["FOREWORD_DEMO"] = "1"
    from django.core.management import execute_from_command_line  # after the environment is set

    execute_from_command_line(["foreword", *arguments])


if __name__ == "__main__":
    main()
