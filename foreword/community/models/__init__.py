from foreword.community.models.thread import Reply, Thread

__all__ = ["Reply", "Thread"]
