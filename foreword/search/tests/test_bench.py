import json

import pytest
from django.core.management import CommandError, call_command

from foreword.search.bench import retrieval
from foreword.search.bench.abstention import Said, abstention
from foreword.search.bench.measures import Judged
from foreword.search.confidence import ANSWERS
from foreword.search.encoders import HashEncoder


def test_prints_what_the_plan_promises(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(retrieval, "encoder", lambda _: HashEncoder())
    (tmp_path / "corpus.jsonl").write_text(
        '{"_id": "a", "title": "renew", "text": ""}\n{"_id": "q", "title": "renew"}\n'
    )
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "renew"}\n')
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\ta\t1\n")
    retrieval.run(tmp_path, as_json=True)
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert report["hit@1"] == 1, "the document with the query's own id is ignored"
    assert {"recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10", "index_s", "latency_ms"} <= report.keys()


def test_a_variant_of_the_ranking_is_asked_for_by_its_name(tmp_path):
    with pytest.raises(CommandError, match="there are house"):
        call_command("bench", "retrieval", tmp_path, ranker="no-such")


def test_measures_follow_the_ranks():
    judged = Judged("q", ["x", "b", "a"], {"a": 1, "b": 1})
    assert (judged.hit(), judged.reciprocal_rank(), judged.recall(5)) == (0, 0.5, 1)


def said(probability, *, right=True, answerable=True, language="en"):
    return Said(probability, right and answerable, answerable, language)


def test_a_threshold_is_judged_by_what_it_shows_and_what_it_should_not():
    report = abstention([said(0.99), said(0.9), said(0.9, right=False), said(0.2), said(0.85, answerable=False)])
    assert report["ours"] == {"threshold": ANSWERS, "shown": 0.5, "answered": 0.75, "precision": 0.6667, "false": 1.0}


def test_the_best_threshold_lies_above_the_last_false_suggestion():
    report = abstention([said(0.99), said(0.9), said(0.95, answerable=False)])
    assert (report["at_1_false"]["shown"], report["at_1_false"]["false"]) == (0.5, 0)


def test_languages_are_judged_apart():
    report = abstention([said(0.99), said(0.99, right=False, language="zh-hans")])
    assert (report["en"]["ours"]["precision"], report["zh-hans"]["ours"]["precision"]) == (1, 0)
