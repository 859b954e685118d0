"""Which title is a reader's next one: sources of candidates, a learned ranker, a calibrated probability.

Arrays in, arrays out: nothing here knows a database, a reader's name or a page, so that `foreword bench push` runs the
very computation that the nightly rebuild runs. Readers and items are numbers (rows and columns), times are days.
"""

import os

# One thread when serving one reader: with two, a small product takes twenty times as long (push.md, finding 10).
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
