import json

from foreword.search.bench import retrieval
from foreword.search.bench.measures import Judged
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


def test_measures_follow_the_ranks():
    judged = Judged("q", ["x", "b", "a"], {"a": 1, "b": 1})
    assert (judged.hit(), judged.reciprocal_rank(), judged.recall(5)) == (0, 0.5, 1)
