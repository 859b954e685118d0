from foreword.insight.queries.lineage import Born, Lineage, born_of_questions, lineage
from foreword.insight.queries.loop import Loop, Step, loop

__all__ = ["Born", "Lineage", "Loop", "Step", "born_of_questions", "lineage", "loop"]
