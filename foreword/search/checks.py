"""What `foreword doctor` asks of search: is there an index of today's form, and do the encoders load."""

from django.conf import settings

from foreword.kernel.doctor.findings import Finding, check, mend, note, well
from foreword.search.encoders import ENCODERS, encoder
from foreword.search.generations import VERSION, Generation
from foreword.search.live import index_folder
from foreword.search.sealing import damaged


@check("search index")
def index() -> Finding:
    home = index_folder()
    generation = Generation.read(home)
    if generation is None:
        return mend("there is none. Run: foreword reindex")
    if generation.version != VERSION:
        return note("of an older form; it is built anew at the next start, or by: foreword reindex")
    if broken := damaged(home / generation.name):
        return note(f"damaged ({', '.join(sorted(broken))}); the server mends it, or: foreword reindex")
    return well(f"{generation.documents} documents when it was built")


@check("encoders")
def encoders() -> Finding:
    names = settings.FOREWORD_ENCODERS
    if unknown := [name for name in names if name not in ENCODERS]:
        return mend(f"unknown: {', '.join(unknown)}; there are {', '.join(ENCODERS)}")
    for name in names:
        encoder(name)
    return well(f"{', '.join(names)} load")
