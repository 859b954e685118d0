from foreword.search import analysis, glossary, languages
from foreword.search.passages import PIECE_WEIGHT, pieces


class TestTokens:
    def test_stems_english(self):
        assert analysis.tokens("Libraries") == analysis.tokens("library")

    def test_folds_traditional_characters(self):
        assert analysis.tokens("圖書館") == analysis.tokens("图书馆")

    def test_folds_full_width(self):
        assert analysis.tokens("ＶＰＮ") == ["vpn"]

    def test_cuts_chinese_into_words_and_pairs(self):
        assert {"续借", "图书"} <= set(analysis.tokens("续借图书"))

    def test_accepts_anything(self):
        assert analysis.tokens("\ud800\0 \u200b") == []


class TestGlossary:
    def test_an_idea_is_one_in_both_languages(self):
        assert set(glossary.read("interlibrary loan").ideas) & set(glossary.read("馆际互借").ideas)

    def test_a_longer_wording_hides_a_shorter(self):
        assert not set(glossary.read("借书证").ideas) & set(glossary.read("借书").ideas)

    def test_hides_a_shorter_wording_only_inside_the_longer(self):
        assert set(glossary.read("借书").ideas) < set(glossary.read("借书证能借书吗").ideas)

    def test_knows_what_only_looks_like_an_idea(self):
        assert glossary.read("renewable energy").ideas == glossary.read("学期").ideas == ()
        assert glossary.read("renewable energy").explained == 0

    def test_every_line_has_two_languages_and_no_empty_wording(self):
        for idea, line in glossary._lines():
            languages_said = [side.split(";") for side in line.split("\t")]
            assert len(languages_said) == 2, line
            for wordings in languages_said:
                assert all(analysis.tokens(wording) for wording in wordings), line
                assert len(set(map(str.strip, wordings))) == len(wordings), line
            assert not idea or idea in glossary.read(glossary.name(idea, "en")).ideas
            assert not idea or idea in glossary.read(glossary.name(idea, "zh")).ideas

    def test_says_how_much_it_explains(self):
        assert glossary.read("renew").explained == 1
        assert glossary.read("quantum chromodynamics").explained == 0


class TestLanguages:
    def test_goes_by_script(self):
        assert [languages.detect(text) for text in ("how", "怎么用 EndNote", "図書館の本", "?")] == [
            "en",
            "zh-hans",
            "und",
            "und",
        ]


class TestPieces:
    def test_keeps_sentences_whole(self):
        assert all(piece.endswith(".") for piece in pieces("One two three four. " * 60))

    def test_cuts_what_has_no_sentences(self):
        assert all(len(piece) <= 2 * PIECE_WEIGHT for piece in pieces("x" * 5_000))
