from foreword.channels.models.conversation import Conversation
from foreword.channels.models.mail import MailState, OutboundMail
from foreword.channels.models.message import Author, Medium, Message

__all__ = ["Author", "Conversation", "MailState", "Medium", "Message", "OutboundMail"]
