"""Named counters: numbers whose order is the order of commits.

`id > last` over a serial loses rows on PostgreSQL, because a later id can commit first. Here the row lock taken by the
UPDATE holds until the transaction ends, so whoever has number n+1 committed after whoever has n.
"""

from django.db import connection, models, transaction


class Counter(models.Model):
    name = models.CharField(max_length=80, primary_key=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


def next_value(name: str) -> int:
    """The next number of the counter `name`, 1 at first. Only in a transaction: the lock is what gives the order."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a counter is only safe inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_counter (name, value) VALUES (%s, 1) "
            "ON CONFLICT (name) DO UPDATE SET value = kernel_counter.value + 1 RETURNING value",
            [name],
        )
        return int(cursor.fetchone()[0])
