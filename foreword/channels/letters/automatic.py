"""Was it sent by a person? RFC 3834 and what programs really write. What a machine sent, no machine of ours answers."""

import re
from email.message import Message
from typing import Final

from foreword.channels.letters.headers import header, raw_values
from foreword.channels.letters.letter import Sort

_HEADERS: Final = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponse",
    "x-auto-reply-from",
    "x-qq-auto-reply",
    "x-netease-autoreply",
    "list-id",
    "list-post",
    "list-unsubscribe",
    "feedback-id",
)
_PRECEDENCE: Final = frozenset(["bulk", "junk", "list", "auto_reply", "auto-reply"])
_SENDERS: Final = re.compile(
    r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|auto(?:reply|responder|mailer)?)(?:[+.@-]|$)",
    re.IGNORECASE,
)
_SUBJECTS: Final = re.compile(
    r"^\s*\W?(?:自动回复|自動回覆|自动答复|外出自动|休假自动|Automatic reply|Auto(?:matic)?[- ]?(?:reply|response)|"
    r"Out of (?:the )?office|Away from|Vacation reply|Abwesenheits|Réponse automatique)",
    re.IGNORECASE,
)
_BOUNCE_SUBJECTS: Final = re.compile(
    r"undeliver|delivery (?:status|failure|has failed|incomplete|problem)|returned mail|failure notice|"
    r"mail delivery|could not be delivered|退信|系统退信|邮件退回|发送失败|投递失败|无法投递|投遞失敗|無法傳遞",
    re.IGNORECASE,
)


def sort_of(message: Message, *, sender: str, envelope_from: str | None) -> Sort:
    """`envelope_from` is "" for the empty sender of reports, None where the way in does not tell."""
    if is_report(message, sender=sender, envelope_from=envelope_from):
        return Sort.REPORT
    return Sort.AUTOMATIC if _says_automatic(message, sender, envelope_from) else Sort.LETTER


def is_report(message: Message, *, sender: str, envelope_from: str | None) -> bool:
    kind = header(message, "content-type").lower()
    if message.get_content_type() == "multipart/report":
        return "disposition-notification" not in kind
    daemon = sender.partition("@")[0] in {"mailer-daemon", "postmaster", "mailerdaemon"}
    empty = envelope_from == "" or header(message, "return-path").strip() == "<>"
    return (daemon or empty) and bool(_BOUNCE_SUBJECTS.search(header(message, "subject")))


def _says_automatic(message: Message, sender: str, envelope_from: str | None) -> bool:
    submitted = header(message, "auto-submitted").partition(";")[0].strip().lower()
    suppress = header(message, "x-auto-response-suppress").lower()
    return any(
        (
            submitted not in {"", "no"},
            header(message, "precedence").strip().lower() in _PRECEDENCE,
            bool(raw_values(message, *_HEADERS)),
            "all" in suppress or "oof" in suppress,
            envelope_from == "" or header(message, "return-path").strip() == "<>",
            message.get_content_type() == "multipart/report",
            bool(_SENDERS.match(sender)),
            bool(_SUBJECTS.match(header(message, "subject"))),
        )
    )
