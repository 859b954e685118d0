from foreword.channels.models.conversation import Conversation
from foreword.channels.models.mail import OutboundMail
from foreword.channels.models.message import Author, Medium, Message

__all__ = ["Author", "Conversation", "Medium", "Message", "OutboundMail"]
