"""The classes of the Chinese Library Classification (中图法, 5th edition) by name: the main ones, and those of T."""

from typing import Final

from django.utils.translation import get_language

CLASSES: Final[dict[str, tuple[str, str]]] = {
    "A": ("Marxism and its classics", "马克思主义、列宁主义、毛泽东思想、邓小平理论"),
    "B": ("Philosophy and religion", "哲学、宗教"),
    "C": ("Social sciences, general", "社会科学总论"),
    "D": ("Politics and law", "政治、法律"),
    "D9": ("Law", "法律"),
    "E": ("Military science", "军事"),
    "F": ("Economics", "经济"),
    "G": ("Culture, science, education, sport", "文化、科学、教育、体育"),
    "G25": ("Library and information science", "图书馆学、信息管理"),
    "G4": ("Education", "教育"),
    "H": ("Languages", "语言、文字"),
    "I": ("Literature", "文学"),
    "J": ("Arts", "艺术"),
    "K": ("History and geography", "历史、地理"),
    "N": ("Natural sciences, general", "自然科学总论"),
    "O": ("Mathematics, physics, chemistry", "数理科学和化学"),
    "O1": ("Mathematics", "数学"),
    "O4": ("Physics", "物理学"),
    "O6": ("Chemistry", "化学"),
    "P": ("Astronomy and earth sciences", "天文学、地球科学"),
    "Q": ("Biology", "生物科学"),
    "R": ("Medicine and health", "医药、卫生"),
    "S": ("Agriculture", "农业科学"),
    "T": ("Engineering and technology", "工业技术"),
    "TB": ("Engineering, general", "一般工业技术"),
    "TD": ("Mining", "矿业工程"),
    "TE": ("Petroleum and gas", "石油、天然气工业"),
    "TF": ("Metallurgy", "冶金工业"),
    "TG": ("Metal science and working", "金属学与金属工艺"),
    "TH": ("Mechanical engineering", "机械、仪表工业"),
    "TK": ("Power engineering", "能源与动力工程"),
    "TL": ("Nuclear engineering", "原子能技术"),
    "TM": ("Electrical engineering", "电工技术"),
    "TN": ("Electronics and communications", "电子技术、通信技术"),
    "TP": ("Automation and computing", "自动化技术、计算机技术"),
    "TQ": ("Chemical engineering", "化学工业"),
    "TS": ("Light industry and crafts", "轻工业、手工业"),
    "TU": ("Architecture and civil engineering", "建筑科学"),
    "TV": ("Hydraulic engineering", "水利工程"),
    "U": ("Transport", "交通运输"),
    "V": ("Aviation and space", "航空、航天"),
    "X": ("Environment and safety", "环境科学、安全科学"),
    "Z": ("General works", "综合性图书"),
}


def clc_name(code: str) -> str:
    """The name of the narrowest class known for a class number, in the language of the page; else nothing."""
    for length in range(len(code), 0, -1):
        if code[:length] in CLASSES:
            english, chinese = CLASSES[code[:length]]
            return chinese if (get_language() or "").startswith("zh") else english
    return ""
