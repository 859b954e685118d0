"""Small MARC records written for the tests, and their bytes in the encodings that catalogues have."""

from pymarc import Field, Indicators, Subfield
from pymarc import Record as Marc

Parts = dict[str, str] | list[tuple[str, str]]


def marc(fields: list[tuple[str, str | Parts]], leader: str = "00000nam a2200000 a 4500") -> Marc:
    record = Marc()
    record.leader = leader
    for tag, said in fields:
        if isinstance(said, str):
            record.add_field(Field(tag=tag, data=said))
        else:
            pairs = said.items() if isinstance(said, dict) else said
            record.add_field(
                Field(tag=tag, indicators=Indicators(" ", " "), subfields=[Subfield(*pair) for pair in pairs])
            )
    return record


def iso2709(record: Marc, encoding: str = "utf-8", mark: str = " ") -> bytes:
    """The record as bytes in any encoding; position 9 of the leader says `mark`, whatever is true."""
    directory, data = b"", b""
    for field in record.fields:
        if field.data is not None:
            body = field.data.encode(encoding)
        else:
            body = b"".join(
                [b"  ", *(b"\x1f" + part.code.encode() + part.value.encode(encoding) for part in field.subfields)]
            )
        body += b"\x1e"
        directory += f"{field.tag}{len(body):04d}{len(data):05d}".encode()
        data += body
    base = 24 + len(directory) + 1
    leader = f"{base + len(data) + 1:05d}nam {mark}22{base:05d}   4500"
    leader = leader[:8] + " " + mark + "22" + f"{base:05d}" + "   4500"
    return leader.encode() + directory + b"\x1e" + data + b"\x1d"


ENGLISH = marc([
    ("001", "en1"),
    ("008", "090101s2009    mau           000 0 eng d"),
    ("020", {"a": "9780262033848 (hbk.) :"}),
    ("050", {"a": "QA76.6", "b": ".C662 2009"}),
    ("100", {"a": "Cormen, Thomas H."}),
    ("245", {"a": "Introduction to algorithms /", "c": "Thomas H. Cormen [et al.]."}),
    ("250", {"a": "3rd ed."}),
    ("260", {"a": "Cambridge, Mass. :", "b": "MIT Press,", "c": "c2009."}),
    ("650", {"a": "Computer algorithms."}),
    ("700", {"a": "Rivest, Ronald L."}),
])  # fmt: skip

CHINESE = marc([
    ("001", "cn1"),
    ("010", {"a": "978-7-302-33064-6", "d": "CNY59.00"}),
    ("100", {"a": "20130801d2013    em y0chiy50      ea"}),
    ("101", {"a": "chi"}),
    ("200", {"a": "数据结构", "A": "shu ju jie gou", "e": "C语言版", "f": "严蔚敏, 吴伟民编著"}),
    ("205", {"a": "第2版"}),
    ("210", {"a": "北京", "c": "清华大学出版社", "d": "2013"}),
    ("330", {"a": "本书讨论各种数据结构。"}),
    ("606", {"a": "数据结构", "x": "高等学校", "j": "教材"}),
    ("606", {"a": "C语言"}),
    ("690", {"a": "TP311.12", "v": "5"}),
    ("701", {"a": "严蔚敏", "4": "编著"}),
    ("701", {"a": "吴伟民", "4": "编著"}),
    ("905", {"a": "LKU", "d": "TP311.12", "e": "Y17"}),
])  # fmt: skip

ROMANISED = marc([
    ("001", "cjk1"),
    ("008", "080101s2008    cc            000 0 chi d"),
    ("100", {"6": "880-01", "a": "Cao, Xueqin."}),
    ("245", {"6": "880-02", "a": "Hong lou meng /", "c": "Cao Xueqin."}),
    ("260", {"6": "880-03", "a": "Beijing :", "b": "Ren min wen xue chu ban she,", "c": "2008."}),
    ("880", {"6": "100-01/$1", "a": "曹雪芹."}),
    ("880", {"6": "245-02/$1", "a": "红楼梦 /", "c": "曹雪芹."}),
    ("880", {"6": "260-03/$1", "a": "北京 :", "b": "人民文学出版社,", "c": "2008."}),
])  # fmt: skip
