"""What the simulated university's readers may want to know: matters of the library, and of each discipline.

The keys of topics are those that a library starts with; a matter is given in two or three wordings, the first of which
names it.
"""

from typing import Final

LIBRARY: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "newcomers": (
        ("find your way in the library", "where is what in the library", "library tour"),
        ("first steps as a new student", "new student start", "what a freshman should know"),
        ("who helps me at the library", "contact a librarian"),
        ("words that libraries use", "what does holdings mean"),
    ),
    "account": (
        ("activate the library account", "first login library", "password for the library account"),
        ("lost campus card", "lost card what to do"),
        ("pay an overdue fine", "pay fine online"),
        ("account after graduation", "clear the account before leaving"),
    ),
    "borrowing": (
        ("renew books on loan", "extend a loan", "renew my books"),
        ("reserve a book that is lent out", "place a hold"),
        ("how many books may I borrow", "borrowing limits"),
        ("return books at another campus", "book return box"),
    ),
    "spaces": (
        ("book a group study room", "room for six people", "reserve discussion room"),
        ("find a silent seat", "quiet place to study"),
        ("seat reservation rules", "seat blacklisted why"),
        ("study at night", "night reading room"),
    ),
    "hours": (
        ("opening hours in exam weeks", "open late before exams", "library hours exam period"),
        ("opening hours on holidays", "closed on national day"),
        ("opening hours of the branch libraries", "branch library hours"),
    ),
    "printing": (
        ("print from a phone", "mobile printing"),
        ("scan a book chapter", "scanner where"),
        ("print a poster", "large format printing"),
        ("use a computer with statistics software", "spss on library computer"),
    ),
    "access": (
        ("read articles off campus", "off campus access", "vpn for databases"),
        ("cannot log in to a database", "database login fails"),
        ("download limit reached", "downloads blocked"),
        ("access from abroad on exchange", "use databases abroad"),
    ),
    "searching": (
        ("turn a topic into search terms", "find keywords for an essay", "how to search for a paper topic"),
        ("find peer reviewed articles", "only peer reviewed"),
        ("narrow down too many results", "too many search results"),
        ("follow citations to newer papers", "who cited this article"),
        ("keep up with new papers by alerts", "search alert set up"),
    ),
    "citation": (
        ("cite a web page", "reference for a website"),
        ("cite in gb/t 7714", "national citation standard", "gbt 7714 format"),
        ("cite in apa style", "apa reference list"),
        ("reference manager set up", "zotero start", "manage references"),
        ("avoid plagiarism when paraphrasing", "paraphrase correctly"),
    ),
    "thesis": (
        ("write a thesis proposal", "thesis proposal literature", "research proposal format"),
        ("thesis template and format", "format of the thesis"),
        ("similarity check before submission", "similarity report thesis"),
        ("submit the thesis to the library", "upload thesis pdf"),
        ("delay publication of a thesis", "thesis embargo"),
    ),
    "ill": (
        ("get an article that we do not have", "document delivery", "interlibrary loan article"),
        ("borrow a book from another library", "interlibrary loan book"),
        ("how long interlibrary loan takes", "ill waiting time"),
    ),
    "data": (
        ("write a data management plan", "dmp for a grant"),
        ("share research data", "deposit data set"),
        ("statistical yearbooks online", "find statistics of provinces"),
    ),
    "publishing": (
        ("choose a journal to publish in", "which journal for my paper"),
        ("recognise predatory journals", "is this journal serious"),
        ("open access without a fee", "apc paid by university"),
        ("claim an orcid", "author id merge"),
    ),
    "novelty": (
        ("order a novelty search report", "sci-tech novelty search"),
        ("proof of indexing for promotion", "citation report for promotion"),
        ("highly cited papers of the university", "esi highly cited"),
    ),
    "copyright": (
        ("use figures from other papers", "permission to reuse a figure"),
        ("copy book chapters for a class", "fair use in teaching"),
        ("who owns my thesis", "copyright of a thesis"),
    ),
}

DISCIPLINES: Final[dict[str, tuple[str, str, str]]] = {
    "H": ("humanities", "linguistics", "corpora, dialects and translation"),
    "I": ("humanities", "literature", "poetry, novels and criticism"),
    "K": ("humanities", "history", "archives, gazetteers and sources"),
    "F": ("society", "economics", "markets, panels and finance"),
    "D": ("society", "law", "cases, statutes and commentary"),
    "G4": ("society", "education", "schools, curricula and tests"),
    "O1": ("science", "mathematics", "proofs, preprints and reviews"),
    "O6": ("science", "chemistry", "compounds, spectra and reactions"),
    "Q": ("science", "biology", "genes, species and ecology"),
    "TP": ("engineering", "computer science", "code, proceedings and benchmarks"),
    "TU": ("engineering", "architecture", "plans, standards and building codes"),
    "R": ("medicine", "medicine", "trials, guidelines and cases"),
}
"""By class: faculty, name, and what its literature is about."""

OF_A_DISCIPLINE: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("databases", "guide", ("databases for {name}", "where to search in {name}", "{name} database")),
    ("databases", "database", ("{name} full text collection", "{name} journals online")),
    ("databases", "database", ("index of {name}: {about}", "{name} abstracts and index")),
    ("searching", "guide", ("literature search in {name}", "search strategy {name}", "systematic search {name}")),
    ("searching", "guide", ("review articles in {name}", "recent reviews {name}")),
    ("data", "database", ("data sets in {name}", "{name} data download")),
    ("thesis", "guide", ("theses in {name} as examples", "good thesis {name}")),
)
"""Topic, form of its answers, wordings."""
