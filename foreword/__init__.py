"""Foreword: a reference service that answers before it is asked.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL when two connections checkpoint at once (fixed in 3.51.3), and Python links
whatever the system has. So the `pysqlite3` wheel, which carries a newer SQLite, stands in for `sqlite3` before anything
else imports it. Where the wheel does not exist, the system's own is used and `foreword doctor` says so.
"""

import sys

try:
    import pysqlite3
except ImportError:
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

__version__ = "0.1.0"
