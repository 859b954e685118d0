from foreword.channels.models.account import ChannelAccount
from foreword.channels.models.attachment import Attachment, attachment_storage, forget_files
from foreword.channels.models.conversation import Conversation
from foreword.channels.models.inbound import InboundMail, MailboxCursor, MailStep, RawMail
from foreword.channels.models.letterhead import Letterhead, MailReference, digest_of
from foreword.channels.models.live import ChatService, Ending, LiveChat, Presence
from foreword.channels.models.mail import MailState, OutboundMail
from foreword.channels.models.message import Author, Medium, Message

__all__ = [
    "Attachment",
    "Author",
    "ChannelAccount",
    "ChatService",
    "Conversation",
    "Ending",
    "InboundMail",
    "Letterhead",
    "LiveChat",
    "MailReference",
    "MailState",
    "MailStep",
    "MailboxCursor",
    "Medium",
    "Message",
    "OutboundMail",
    "Presence",
    "RawMail",
    "attachment_storage",
    "digest_of",
    "forget_files",
]
