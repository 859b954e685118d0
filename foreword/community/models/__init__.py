from foreword.community.models.follow import Follow
from foreword.community.models.thread import Reply, Thread

__all__ = ["Follow", "Reply", "Thread"]
