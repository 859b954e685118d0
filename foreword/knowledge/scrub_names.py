"""Names of people: those the caller knows, wherever they stand, and others where the phrase around them gives them away."""

import re
from collections.abc import Iterable, Iterator

from pypinyin import lazy_pinyin

Found = tuple[int, int, str]

# The commonest surnames; the rare ones that are everyday words (和, 向, 文, 全, 成, 时, 应, 万 before a noun) are left out.
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦昌马苗方俞任袁柳鲍史唐费"
    "廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐傅卞齐康伍余元卜顾孟平黄穆萧尹姚邵汪祁毛禹狄米贝明臧计伏戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵季"
    "贾路江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房裘缪干解丁宣邓郁单杭洪包左石崔吉龚程嵇邢裴陆荣翁荀甄封储靳焦"
    "牧车侯全班仰秋仲伊宁仇甘厉祖武符刘景詹龙叶幸司韶黎薄白蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍"
    "桑桂牛寿通边扈燕冀浦尚农温庄晏柴瞿阎充慕连茹习艾容古易慎戈廖庾终居衡步都耿满弘匡国寇广禄阙东殳沃利蔚越夔隆师巩聂晁勾敖融冷辛阚那简"
    "饶曾母沙乜养鞠须丰巢关蒯相查荆红游竺权盖后桓公佟闫肖付代于欧涂岳向文"
)
COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|端木|夏侯|南宫|轩辕"
SURNAME = rf"(?:{COMPOUND}|[{SURNAMES}])"
HAN = r"[\u4e00-\u9fff]"

# Two or three characters that begin like a name and are none, where they stand before a title or after 我是.
NO_NAMES = set(
    "任课 任何 任职 高年级 高校 高中 高级 高等 高三 高职 金融 金融学 史学 方向 方面 关于 包括 周末 周边 马上 安排 安全 白天 毛概 余下 许多 "
    "常见 常常 何种 程序 陈列 田野 石油 水利 林业 林学 古典 古代 江苏 云南 唐代 宋代 明代 汉语 武术 武汉 应用 施工 雷达 罗马 顾问 章节 成绩 成人 "
    "康复 平时 平台 平面 童年 景观 尚未 房产 房地产 经济 经济学 农学 农业 文学 文科 文献 国内 国外 国际 国家 国学 都是 那位 那些 那个 相关 相应 "
    "通信 通过 东西 师范 师资 容易 利用 温州 广州 广告 广大 连续 边疆 越南 丰富 游戏 简单 管理 管理学 计算 计算机 解剖 解剖学 单位 单个 左右 项目 "
    "全体 全部 全校 全国 全职 公共 公司 公开 公选 公派 从事 从业 班级 左边 明年 明天 万一 万方 万能 时间 时候 白领 石家庄 路过 路由 马来 马来西亚 "
    "马克思 马列 黄金 黄山 梅州 江西 江南 江浙 宁夏 宁波 甘肃 吉林 安徽 海南 广东 广西 蒙古 常州 常务 常规 常任 秋季 夏季 冷门 冷藏 向量 向导 "
    "文化 文史 文秘 文学院 居民 居住 古籍 古文 查找 查询 查新 查阅 查重 相同 相似 红楼 须知 后续 后来 后勤 后天 代课 代理 代表 付费 付款 "
    "欧洲 欧美 于是 肖像 关键 关心 路线 易班 武器 充值 索引 籍贯 卜算 计划 计量 计科 祝愿 谈话 齐全 伏案 乐器 乐团 元旦 元素 莫非 莫斯科 "
    "同一 万物 储蓄 车辆 车间 房间 龙头 白皮书 农村 都有 都能 通知 通用 通勤 解释 解决 单一 单独 单篇 宣传 程度 国文 东北 东南 融合 家校 "
    "公费 公寓 康德 广播 师生 师弟 师妹 师傅 余额 史料 毕业 毕业生 毕设 应届 方法 方便 方案 包含 包装 费用 安静 安装 平均 贝壳 明白 明确 "
    "江湖 路径 高峰 夏天 田径 管道 杭州 洪水 石材 吉他 荣誉 封面 焦虑 牧师 全文 全日制 班主任 仲裁 宁静 甘愿 祖国 武侠 符号 景区 龙舟 叶子 "
    "司机 司法 黎明 白板 从前 池塘 党员 党校 劳动 申请 扶贫 桑叶 桂林 牛津 通道 边缘 燕山 尚书 温度 庄园 习题 艾滋 容量 古诗 易经 "
    "居然 衡量 步骤 满意 弘扬 广义 东京 沃尔 利益 越来 师姐 师兄 冷气 辛苦 那里 简历 饶有 曾经 母校 母语 沙龙 养老 须要 丰收 关系 相信 查看 "
    "红色 游客 权威 权限 盖章 后面 公式 代码 付出 于此 向来 文章 文件".split()
)
# Words that may follow a name in running text: where one stands, the name has ended before it.
AFTER = r"(?=$|[\s,，.。;；:：!！?？、~～…—)）」』”\"'’\n]|是|在|来自|就读|想|要|的|和|与|现|目前|今年|大[一二三四]|研[一二三]|本科|硕士|博士|有[个点些]|请)"
GIVEN_AFTER = rf"(?:{SURNAME}{HAN}(?![是在]){HAN}{AFTER}|{SURNAME}{HAN}{AFTER}|{SURNAME}{HAN}{{1,2}})"
FOREIGN = rf"{HAN}{{1,8}}(?:[·•・]{HAN}{{1,8}})+"

TITLES_ZH = "老师|教授|同学|博士|先生|女士|小姐|师兄|师姐|师弟|师妹|学长|学姐|学弟|学妹|馆员|馆长|主任|院长|副教授|导师|辅导员|研究员|医生|书记|校长|处长|助教"
TITLED_ZH = re.compile(rf"(?:(?P<long>{SURNAME}{HAN}{{1,2}})|(?P<short>{SURNAME}))(?={TITLES_ZH})")
# Before a surname that is also a word: 由于老师, 对于同学, 任课老师, 方向导师.
NOT_BEFORE = re.compile(r"[由对关属至等在位处善敢终过基鉴方导倾志意]$")

CAP = r"(?:[A-Z][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)*|[A-Z]{2,})"
NAME_EN = rf"{CAP}(?:\s+(?:(?:van|von|de|del|da|bin|ibn|al|el|la|le)\s+)?(?:[A-Z]\.|{CAP})){{0,3}}"
NOT_NAMES_EN = set(
    "library librarian librarians sir madam all team everyone colleague colleagues professor university college school "
    "department faculty institute student students staff english chinese american british french german center centre "
    "service services desk reference sirs help helpdesk reader readers editor i we you the a an in on at from and "
    "undergraduate graduate phd master masters engineering science sciences history law medicine arts hi hello thanks "
    "web scopus cnki wanfang endnote zotero january february march april june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday there my it this that these what where when how "
    "sorry new still not currently international interested sure trying having using doing writing working looking".split()
)

PHRASES: list[re.Pattern[str]] = [
    re.compile(
        rf"(?i:\bmy (?:full )?name(?: is|’s|'s)|\bmy (?:friend|classmate|supervisor|advisor|adviser|tutor|teacher|roommate)(?:,| is)?|\bcall me)\s+(?P<it>{NAME_EN})"
    ),
    re.compile(
        r"(?i:\bmy (?:full )?name(?: is|’s|'s))\s+(?P<it>[a-z]+(?:\s+(?!and\b|i\b|from\b|but\b|at\b|in\b|a\b|the\b)[a-z]+)?)"
    ),
    re.compile(
        rf"(?:\bI am|\bI['’]m|\b[Tt]his is)\s+(?P<it>{NAME_EN})(?=\s*(?:[,.;!(]|$|\n|from\b|and\b|at\b|of\b|in\b|here\b|a\b|an\b|the\b|writing\b))"
    ),
    re.compile(
        rf"\b(?:Name|Author|Asker|From|Student|Reader|Patron|Supervisor|Advisor|姓名)\s*[:：]\s*(?P<it>{NAME_EN})"
    ),
    re.compile(rf"\b(?:Prof(?:essor)?|Dr|Mr|Mrs|Ms|Miss|Mx|Doctor)(?:\.\s*|\s+)(?P<it>{NAME_EN})"),
    re.compile(
        rf"(?:^|\n|[.!?]\s)\s*(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening)),?\s+(?P<it>{NAME_EN})(?=\s*[,!.:\n，]|\s*$)"
    ),
    re.compile(
        rf"\b(?:[Tt]hanks|[Tt]hank you|[Cc]heers|[Bb]est|[Rr]egards|[Ss]incerely|[Ff]aithfully|[Yy]ours|[Ww]ishes)[,!.]?\s*(?:\n\s*|[-—–]+\s*)(?P<it>{NAME_EN})(?=\s*(?:$|\n|[,(]))"
    ),
    re.compile(rf"(?:\n|\s)[-—–]{{1,2}}\s*(?P<it>{NAME_EN})\s*$"),
    re.compile(
        rf"我(?:叫|名叫|的名字(?:是|叫)|姓名(?:是|叫|为)?|名字(?:是|叫))\s*(?P<it>{FOREIGN}|{GIVEN_AFTER}|{HAN}{{2,4}}{AFTER}|{NAME_EN})"
    ),
    re.compile(
        rf"(?:姓名|本人|联系人|申请人|作者姓名|署名|导师|指导教师|读者)(?:姓名)?(?:叫|[:：])\s*(?P<it>{FOREIGN}|{GIVEN_AFTER}|{HAN}{{2,4}}{AFTER}|{NAME_EN})"
    ),
    re.compile(
        rf"(?:我是|这是|本人是|我就是)(?:[^，。！？\n]{{0,14}}?(?:的|系|学院|专业|级|班|组|中心|学生|研究生|本科生|博士生|硕士生)\s*)?(?P<it>{FOREIGN}|{SURNAME}{HAN}{{1,2}})(?=$|[\s,，.。;；!！?？、~～(（])"
    ),
    re.compile(
        rf"(?:我的?导师|我(?:同学|室友|朋友)|我们?(?:老师|班长|组长))(?:是|叫|名叫)\s*(?P<it>{FOREIGN}|{GIVEN_AFTER})"
    ),
    re.compile(
        rf"(?:祝好|敬礼|此致|敬上|谢谢|顺颂\S{{0,4}}|多谢|感谢)[!！。,，~～]?\s*\n\s*(?P<it>(?:{SURNAME}{HAN}{{1,2}}|{FOREIGN}|{HAN}{{2,3}}))(?=\s*$|\s*\n|\s*敬上)"
    ),
    re.compile(rf"(?P<it>{SURNAME}{HAN}{{1,2}})\s*(?:敬上|谨上|上\s*$|拜上|留$)"),
    re.compile(rf"(?:^|\n)\s*[-—–]{{1,2}}\s*(?P<it>{SURNAME}{HAN}{{1,2}})\s*$"),
]


def find(text: str, names: Iterable[str]) -> Iterator[Found]:
    for pattern in known(names):
        yield from ((*match.span(), "name") for match in pattern.finditer(text))
    for phrase in PHRASES:
        for match in phrase.finditer(text):
            if not _is_word(match["it"]):
                yield (*match.span("it"), "name")
    yield from _titled(text)


def _titled(text: str) -> Iterator[Found]:
    """王老师, 林月华教授: the name before a title; the longer reading unless it is a word (任课老师, 许多同学)."""
    for match in TITLED_ZH.finditer(text):
        name, start = match[0], match.start()
        if name in NO_NAMES or NOT_BEFORE.search(text[:start]):
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
        for order in (words, [*words[1:], words[0]], [words[-1], *words[:-1]]):
            joined = gap.join(re.escape(word) for word in order if word)
            yield re.compile(rf"(?<![A-Za-z]){joined}(?![A-Za-z])", re.IGNORECASE)
    for word in words if parts else []:
        alone = len(words) == 1
        if len(word) > 2 and (alone or word.casefold() not in EVERYDAY):
            yield re.compile(
                rf"(?<![A-Za-z])(?:{re.escape(word.capitalize())}|{re.escape(word.upper())}|{re.escape(word)})(?![A-Za-z])"
            )


EVERYDAY = NOT_NAMES_EN | set(
    "will may mark art grant bill page young long king rose rich wood day hope grace joy faith summer dawn gay jack ray "
    "sky penny carol drew chase chance case price field lane read reed more best good small white black brown green grey "
    "gray cook baker carter mason hunter fisher singer taylor major dean earl duke bishop church hall park ford bush hill "
    "lake river stone steel gold silver fox wolf bird fish lamb love power strong short sharp wise noble frank ernest "
    "patience pearl ruby amber olive ivy heather violet daisy lily guy an so he she can do go man men she sun song ban".split()
)
