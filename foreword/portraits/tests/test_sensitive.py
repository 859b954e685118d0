"""What must leave no trace, and what a library is asked every day and may."""

import pytest

from foreword.portraits.sensitive import is_sensitive

SENSITIVE = """
how to cope with depression before exams
am i pregnant test campus
HIV testing near me
abortion pill side effects
is my anxiety normal
suicide hotline
self-harm help
adhd medication dose
eating disorder support group
sexually transmitted infection symptoms
my cancer diagnosis and my thesis deadline
antidepressants and alcohol
what are the symptoms of diabetes
counselling service waiting time
doctor's note for missed exam
Depressive episode leave of absence
prayer room on campus
convert to islam
mosque opening hours
christian fellowship meeting
leaving my church
is it haram to take a student loan
ramadan exam schedule
gay dating safety
coming out to my parents
transgender name change library card
gender dysphoria clinic
am i bisexual
sexual harassment by professor
join the party application essay
how to organise a protest
election candidates near me
political asylum application
dissident writers and me
human rights lawyer contact
divorce lawyer cost
arrested at a demonstration
my criminal record and job applications
police report theft
expelled from dormitory appeal
visa overstay consequences
restraining order how to
cannot afford textbooks
student loan default
gambling addiction help
bankruptcy student
food bank hours
loan shark threats
抑郁症 自测
怎么跟辅导员请病假 抑郁
自杀 热线
怀孕 休学
艾滋病 检测 哪里
乙肝 能住宿舍吗
失眠 怎么办
心理咨询 预约
癌症 治疗费用
祷告室 在哪里
基督教 团契
清真 食堂
入党 申请书 范文
退党
同性恋 出柜
跨性别 改名
性骚扰 老师 举报
离婚 律师
被起诉 怎么办
报警 记录 查询
校园贷 还不上
助学贷款 申请 条件
家里破产 交学费
网贷 催收
赌博 欠债
残疾 学生 证
ｄｅｐｒｅｓｓｉｏｎ
抑 郁
de\u200bpression
""".strip().splitlines()

HARMLESS = """
off campus access
how to cite a website in APA
renew a book twice
zotero or endnote
urban heat island review
graph neural networks recommendation
where can I print A0 posters
interlibrary loan turnaround
opening hours saturday
book a group study room
impact factor of a journal
thesis template latex
similarity check before submission
open access fee waiver
IEEE Xplore login
SPSS licence
microeconomics textbook
introduction to algorithms third edition
novelty search report
copyright for course packs
journal of materials science
museum of modern art catalogue
essay on the french revolution
gaussian process regression
find standards GB/T 7714
how many books can I borrow
lost library card
download limit cnki
systematic review protocol
machine translation evaluation
校外访问
城市热岛 综述
开题报告 文献综述 怎么写
研讨室 预约
借书 期限
知网 下载 失败
查重 几次
GB/T 7714 EndNote 样式
馆际互借 多久
图神经网络 推荐系统 综述
打印 海报
座位 预约
算法导论 第三版
科技查新
会计学 教材
""".strip().splitlines()


@pytest.mark.parametrize("text", SENSITIVE)
def test_is_recognised(text):
    assert is_sensitive(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_is_let_through(text):
    assert not is_sensitive(text)


def test_a_topic_can_be_sensitive_as_a_whole():
    assert is_sensitive("Accessible formats", topic="inclusion")


def test_a_library_adds_its_own_words(settings, tmp_path):
    from foreword.portraits.sensitive import _words

    (tmp_path / "sensitive.txt").write_text("# ours\nlakeside scandal\ntopic:thesis\n")
    settings.FOREWORD_HOME = tmp_path
    _words.cache_clear()
    try:
        assert is_sensitive("the Lakeside  Scandal")
        assert is_sensitive(topic="thesis")
    finally:
        settings.FOREWORD_HOME = "/nowhere"
        _words.cache_clear()
