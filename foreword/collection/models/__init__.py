from foreword.collection.models.record import Record

__all__ = ["Record"]
