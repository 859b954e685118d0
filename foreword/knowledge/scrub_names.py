"""Names of people: those the caller knows, wherever they stand, and others where a phrase gives them away."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

from pypinyin import lazy_pinyin

Found = tuple[int, int, str]


def _words(name: str) -> frozenset[str]:
    """A list from the folder `words`; its first line says what it is."""
    lines = files("foreword.knowledge").joinpath(f"words/{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines[1:] for word in line.split())


SURNAMES = "".join(sorted(_words("surnames")))
COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|端木|夏侯|南宫|轩辕"
SURNAME = rf"(?:{COMPOUND}|[{SURNAMES}])"
HAN = r"[\u4e00-\u9fff]"

NO_NAMES = _words("no_names_zh")
# Words that may follow a name in running text: where one stands, the name has ended before it.
AFTER = (
    r"(?=$|[\s,，.。;；:：!！?？、~～…—)）」』”\"'’\n]|是|在|来自|就读|想|要|的|和|与|现|目前|今年|大[一二三四]|研[一二三]"
    r"|本科|硕士|博士|有[个点些]|请)"
)
GIVEN_AFTER = rf"(?:{SURNAME}{HAN}(?![是在]){HAN}{AFTER}|{SURNAME}{HAN}{AFTER}|{SURNAME}{HAN}{{1,2}})"
FOREIGN = rf"{HAN}{{1,8}}(?:[·•・]{HAN}{{1,8}})+"

TITLES_ZH = (
    "老师|教授|同学|博士|先生|女士|小姐|师兄|师姐|师弟|师妹|学长|学姐|学弟|学妹|馆员|馆长|主任|院长|副教授|导师|辅导员|研究员|"
    "医生|书记|校长|处长|助教"
)
TITLED_ZH = re.compile(rf"(?:(?P<long>{SURNAME}{HAN}{{1,2}})|(?P<short>{SURNAME}))(?={TITLES_ZH})")
# With one of these a word of two characters becomes one of three: 万能的, 管理学, 高年级.
ENDINGS = "的地得有和学系级类等们些性化院科班组区位个各每本"
# Before a surname that is also a word: 由于老师, 对于同学, 任课老师, 方向导师.
NOT_BEFORE = re.compile(r"[由对关属至等在位处善敢终过基鉴方导倾志意主宿保]$")

CAP = r"(?:[A-Z]['’][A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)*|[A-Z][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)*|[A-Z]{2,})"
NAME_EN = rf"{CAP}(?:\s+(?:(?:van|von|de|del|da|bin|ibn|al|el|la|le)\s+)?(?:[A-Z]\.|{CAP})){{0,3}}"
NOT_NAMES_EN = _words("no_names_en")

# A name after these is a name whatever the word.
SURE = (
    rf"(?i:\bmy (?:full )?name(?: is|’s|'s))\s+(?P<it>{NAME_EN})",
    (
        r"(?i:\bmy (?:full )?name(?: is|’s|'s))\s+"
        r"(?P<it>[a-z]+(?:\s+(?!(?:and|i|i'm|from|but|at|in|a|the|with|of)\b)[a-z]+)?)"
    ),
    rf"\b(?:Prof(?:essor)?|Dr|Mr|Mrs|Ms|Miss|Mx|Doctor)(?:\.\s*|\s+)(?P<it>{NAME_EN})",
    (
        r"我(?:叫做?|名叫|的名字(?:是|叫)|姓名(?:是|叫|为)?|名字(?:是|叫))(?![了不来])\s*"
        rf"(?P<it>{FOREIGN}|{GIVEN_AFTER}|{HAN}{{2,4}}{AFTER}|{NAME_EN})"
    ),
)
# After these it may be another word: "I am Chinese", "Dear Librarian", "Best, Tuesday".
LIKELY = (
    (
        r"(?i:\bmy (?:friend|classmate|supervisor|advisor|adviser|tutor|teacher|roommate)(?:,| is)?|\bcall me)\s+"
        rf"(?P<it>{NAME_EN})"
    ),
    (
        rf"(?:\bI am|\bI['’]m|\b[Tt]his is)\s+(?P<it>{NAME_EN})"
        r"(?=\s*(?:[,.;!(]|$|\n|(?:from|and|at|of|in|here|a|an|the|writing)\b))"
    ),
    (
        r"\b(?:[Nn]ame|Author|Asker|From|Student|Reader|Patron|Supervisor|Advisor|姓名)"
        rf"\s*[:：]\s*(?P<it>{NAME_EN})"
    ),
    (
        r"(?:^|\n|[.!?]\s)\s*(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening)),?\s+"
        rf"(?P<it>{NAME_EN})(?=\s*[,!.:\n，]|\s*$)"
    ),
    (
        r"\b(?:[Tt]hanks|[Tt]hank you|[Cc]heers|[Bb]est|[Rr]egards|[Ss]incerely|[Ff]aithfully|[Yy]ours|[Ww]ishes)"
        rf"[,!.]?\s*(?:\n\s*|[-—–]+\s*)(?P<it>{NAME_EN})(?=\s*(?:$|\n|[,(]))"
    ),
    rf"(?:\n|\s)[-—–]{{1,2}}\s*(?P<it>{NAME_EN})\s*$",
    (
        r"(?:姓名|本人|联系人|申请人|作者姓名|署名|导师|指导教师|读者)(?:姓名)?(?:叫|[:：])\s*"
        rf"(?P<it>{FOREIGN}|{GIVEN_AFTER}|{HAN}{{2,4}}{AFTER}|{NAME_EN})"
    ),
    (
        r"(?:我是|这是|本人是|我就是|本人)"
        r"(?:[^，。！？\n]{0,14}?(?:的|系|学院|专业|级|班|组|中心|学生|研究生|本科生|博士生|硕士生)\s*)?"
        rf"(?P<it>{FOREIGN}|{SURNAME}{HAN}{{1,2}})(?=$|[\s,，.。;；!！?？、~～(（])"
    ),
    rf"(?:我的?导师|我(?:同学|室友|朋友)|我们?(?:老师|班长|组长))(?:是|叫|名叫)\s*(?P<it>{FOREIGN}|{GIVEN_AFTER})",
    (
        r"(?:祝好|敬礼|此致|敬上|谢谢|顺颂\S{0,4}|多谢|感谢)[!！。,，~～]?\s*\n\s*"
        rf"(?P<it>(?!敬礼)(?:{SURNAME}{HAN}{{1,2}}|{FOREIGN}|{HAN}{{2,3}}))(?=\s*$|\s*\n|\s*敬上)"
    ),
    rf"(?P<it>{SURNAME}{HAN}{{1,2}})\s*(?:敬上|谨上|上\s*$|拜上|留$)",
    rf"(?:^|\n)\s*[-—–]{{1,2}}\s*(?P<it>{SURNAME}{HAN}{{1,2}})\s*$",
)
PHRASES = [*((re.compile(each), True) for each in SURE), *((re.compile(each), False) for each in LIKELY)]


def find(text: str, names: Iterable[str]) -> Iterator[Found]:
    for pattern in known(names):
        yield from ((*match.span(), "name") for match in pattern.finditer(text))
    for phrase, is_sure in PHRASES:
        for match in phrase.finditer(text):
            if is_sure or not _is_word(match["it"]):
                yield (*match.span("it"), "name")
    yield from _titled(text)


def _titled(text: str) -> Iterator[Found]:
    """王老师, 林月华教授: the name before a title; the longer reading unless it is a word (任课老师, 许多同学)."""
    for match in TITLED_ZH.finditer(text):
        name, start = match[0], match.start()
        is_word = name in NO_NAMES or (name[:2] in NO_NAMES and name[-1] in ENDINGS)
        if is_word or NOT_BEFORE.search(text[:start]):
            continue
        yield start, match.end(), "name"


def _is_word(name: str) -> bool:
    """Does the phrase lead to something that is no name: "I am Chinese", 我是任课老师?"""
    if name.isascii() or not re.match(HAN, name):
        return any(word.strip(".").casefold() in NOT_NAMES_EN for word in name.split())
    return any(name[:length] in NO_NAMES for length in (2, 3, 4))


def known(names: Iterable[str]) -> Iterator[re.Pattern[str]]:
    """For each name, the forms in which a text may have it: other order, other case, run together, in pinyin."""
    for name in dict.fromkeys(" ".join(each.split()) for each in names):
        if len(name) < 2:
            continue
        if re.search(HAN, name):
            yield from _known_han(name)
        else:
            yield from _known_latin(name.replace(".", " ").split())


def _known_han(name: str) -> Iterator[re.Pattern[str]]:
    plain = re.sub(r"[\s·•・]", "", name)
    yield re.compile(r"[\s·•・]?".join(map(re.escape, plain)))
    split = 2 if re.match(COMPOUND, plain) else 1
    given = plain[split:]
    if len(given) >= 2 and given not in NO_NAMES:
        yield re.compile(re.escape(given))
    if 2 <= len(plain) <= 4:
        yield from _known_latin(["".join(lazy_pinyin(plain[:split])), "".join(lazy_pinyin(given))], parts=False)


def _known_latin(words: list[str], *, parts: bool = True) -> Iterator[re.Pattern[str]]:
    """Whole name in either order in any case; single parts only as capitalised words that are not everyday ones."""
    gap = r"[\s,.\-]*"
    if len(words) > 1:
        everyday = any(word.casefold() in EVERYDAY for word in words)
        for order in (words, [*words[1:], words[0]], [words[-1], *words[:-1]]):
            joined = gap.join(re.escape(word) for word in order if word)
            # "Grant Will" may stand for Will Grant, but "a grant will" does not.
            yield re.compile(rf"(?<![A-Za-z]){joined}(?![A-Za-z])", 0 if everyday and order != words else re.IGNORECASE)
    for word in words if parts else []:
        alone = len(words) == 1
        if len(word) > 2 and (alone or word.casefold() not in EVERYDAY):
            yield re.compile(
                rf"(?<![A-Za-z])(?:{re.escape(word.capitalize())}|{re.escape(word.upper())}|{re.escape(word)})(?![A-Za-z])"
            )


EVERYDAY = NOT_NAMES_EN | _words("everyday_en")
