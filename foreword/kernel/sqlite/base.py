from collections.abc import Callable
from typing import Any, Final

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from foreword.kernel.sqlite.turns import NotYourTurn, Turns

READING: Final = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")

_turns = Turns()


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction (they are all IMMEDIATE) takes its turn at BEGIN and gives it on at its end; so does a single write
    outside one. Processes beside this one still meet at SQLite's own lock."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._my_turn = False
        self.execute_wrappers.append(self._single_write)

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _single_write(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        if self._my_turn or sql.lstrip()[:9].upper().startswith(READING):
            return execute(sql, params, many, context)
        self._take_turn()
        try:
            return execute(sql, params, many, context)
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        try:
            _turns.take(self.settings_dict["OPTIONS"].get("timeout", 5.0))
        except NotYourTurn as error:
            raise OperationalError("database is locked") from error
        self._my_turn = True

    def _give_turn(self) -> None:
        if self._my_turn:
            self._my_turn = False
            _turns.give()
