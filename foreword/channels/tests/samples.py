"""Mails as programs really write them. The reply is always the words of `SAID`; what follows is theirs."""

from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr

SAID = "谢谢，那么校外怎么访问？"
LIBRARY = "ask@lakeside.example"

QUOTING = {
    "Gmail in English": f"{SAID}\n\nOn Tue, Nov 24, 2026 at 10:02 AM The Library <{LIBRARY}> wrote:\n\n> You may renew twice.\n> Regards\n",
    "Gmail in English, wrapped": f"{SAID}\n\nOn Tue, Nov 24, 2026 at 10:02 AM Lakeside University Library Reference\n<{LIBRARY}> wrote:\n\n> You may renew twice.\n",
    "Gmail in Chinese": f"{SAID}\n\n湖畔大学图书馆 <{LIBRARY}> 于2026年11月24日周二 10:02写道：\n\n> 可以续借两次。\n",
    "Apple Mail in English": f"{SAID}\n\nSent from my iPhone\n\n> On 24 Nov 2026, at 10:02, The Library <{LIBRARY}> wrote:\n> \n> You may renew twice.\n",
    "iPhone in Chinese": f"{SAID}\n\n发自我的iPhone\n\n> 在 2026年11月24日，10:02，图书馆 <{LIBRARY}> 写道：\n> \n> 可以续借两次。\n",
    "Apple Mail in Chinese": f"{SAID}\n\n2026年11月24日 上午10:02，图书馆 <{LIBRARY}> 写道：\n\n> 可以续借两次。\n",
    "Outlook in English": f"{SAID}\n\n________________________________\nFrom: The Library <{LIBRARY}>\nSent: Tuesday, November 24, 2026 10:02 AM\nTo: Lin <lin@campus.example>\nSubject: Re: Renewing\n\nYou may renew twice.\n",
    "Outlook in English, older": f"{SAID}\n\n-----Original Message-----\nFrom: The Library [mailto:{LIBRARY}]\nSent: Tuesday, November 24, 2026 10:02 AM\nTo: Lin\nSubject: Re: Renewing\n\nYou may renew twice.\n",
    "Outlook in Chinese": f"{SAID}\n\n发件人: 图书馆 <{LIBRARY}>\n发送时间: 2026年11月24日 10:02\n收件人: 林悦\n主题: 回复: 续借\n\n可以续借两次。\n",
    "QQ mail in Chinese": f'{SAID}\n\n\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: "图书馆" <{LIBRARY}>;\n发送时间: 2026年11月24日(星期二) 上午10:02\n收件人: "林悦"<lin@qq.example>;\n主题: Re: 续借\n\n可以续借两次。\n'.replace(
        "&nbsp;", " "
    ),
    "QQ mail in English": f'{SAID}\n\n\n------------------ Original ------------------\nFrom: "Library" <{LIBRARY}>;\nDate: Tue, Nov 24, 2026 10:02 AM\nTo: "Lin"<lin@qq.example>;\nSubject: Re: Renewing\n\nYou may renew twice.\n',
    "QQ on a phone": f'{SAID}\n\n---原始邮件---\n发件人: "图书馆"<{LIBRARY}>\n发送时间: 2026年11月24日(周二) 上午10:02\n收件人: "林悦"<lin@qq.example>;\n主题: Re: 续借\n\n可以续借两次。\n',
    "Foxmail": f"{SAID}\n\n\n\nlin@campus.example\n \n发件人： 图书馆\n发送时间： 2026-11-24 10:02\n收件人： lin\n主题： Re: 续借\n可以续借两次。\n",
    "Foxmail in English": f"{SAID}\n\n\n\nlin@campus.example\n \nFrom: Library\nDate: 2026-11-24 10:02\nTo: lin\nSubject: Re: Renewing\nYou may renew twice.\n",
    "NetEase 163, older": f'{SAID}\n\n\n\n\n\n在 2026-11-24 10:02:00，"图书馆" <{LIBRARY}> 写道：\n\n可以续借两次。\n',
    "NetEase 163, newer": f"{SAID}\n\n\n---- 回复的原邮件 ----\n| 发件人 | 图书馆<{LIBRARY}> |\n| 日期 | 2026年11月24日 10:02 |\n| 收件人 | lin@163.example |\n| 主题 | Re: 续借 |\n可以续借两次。\n",
    "NetEase in English": f"{SAID}\n\n\n---- Replied Message ----\n| From | Library<{LIBRARY}> |\n| Date | 11/24/2026 10:02 |\n| To | lin@163.example |\n| Subject | Re: Renewing |\nYou may renew twice.\n",
    "NetEase 126 in English": f'{SAID}\n\n\nAt 2026-11-24 10:02:00, "Library" <{LIBRARY}> wrote:\n>You may renew twice.\n',
    "Thunderbird": f"{SAID}\n\nOn 11/24/26 10:02, The Library wrote:\n> You may renew twice.\n",
    "Thunderbird in Chinese": f"{SAID}\n\n在 2026/11/24 10:02, 图书馆 写道:\n> 可以续借两次。\n",
    "Below the quotation": f"On Tue, Nov 24, 2026 at 10:02 AM The Library <{LIBRARY}> wrote:\n> You may renew twice.\n\n{SAID}\n",
    "A signature": f"{SAID}\n\n-- \n林悦\n土木工程学院\n",
    "A phone's advertisement": f"{SAID}\n\n发自我的华为手机\n",
    "Nothing quoted": f"{SAID}\n",
}

QUOTING_HTML = {
    "Gmail": f'<div dir="ltr">{SAID}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue wrote:</div><blockquote class="gmail_quote">You may renew twice.</blockquote></div>',
    "NetEase": f'<div>{SAID}</div><div style="position:relative;zoom:1"></div><div id="divNeteaseMailCard"></div><br>At 2026<div id="isReplyContent">可以续借两次。</div>'.replace(
        "At 2026", ""
    ),
    "QQ": f'<div>{SAID}</div><div><br></div><div style="font-size:12px;" id="x"><includetail><div>------------------ 原始邮件 ------------------</div>可以续借两次。</includetail></div>',
    "Outlook on the web": f'<div>{SAID}</div><div id="appendonsend"></div><hr style="display:inline-block"><div id="divRplyFwdMsg"><b>From:</b> Library</div><div>You may renew twice.</div>',
    "Outlook": f'<p>{SAID}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>From:</b> Library</p></div><p>You may renew twice.</p>',
    "Thunderbird": f'<p>{SAID}</p><div class="moz-cite-prefix">On 11/24/26 Library wrote:</div><blockquote type="cite">You may renew twice.</blockquote>',
    "Apple Mail": f'<div>{SAID}</div><br><blockquote type="cite">You may renew twice.</blockquote>',
    "Yahoo": f'<div>{SAID}</div><div class="yahoo_quoted" id="yahoo_quoted_1">You may renew twice.</div>',
}


def mail(
    text=SAID,
    *,
    sender="lin@campus.example",
    name="林悦",
    to=LIBRARY,
    subject="续借",
    message_id="<m1@campus.example>",
    charset="utf-8",
    html="",
    attachments=(),
    **headers,
):
    """A mail as bytes. Header names in `headers` use _ for -."""
    body = MIMEText(text, "plain", charset)
    if html:
        both = MIMEMultipart("alternative")
        both.attach(body)
        both.attach(MIMEText(html, "html", charset))
        body = both
    if attachments:
        whole = MIMEMultipart()
        whole.attach(body)
        for part in attachments:
            whole.attach(part)
        body = whole
    body["From"] = formataddr((name, sender)) if name else sender
    body["To"] = to
    body["Subject"] = Header(subject, "utf-8") if subject else ""
    body["Date"] = "Tue, 24 Nov 2026 10:02:00 +0800"
    if message_id:
        body["Message-ID"] = message_id
    for key, value in headers.items():
        body[key.replace("_", "-")] = value
    return body.as_bytes()


def raw(head, body=b""):
    """A mail byte for byte."""
    return head.encode() + b"\n\n" + body


def bounce(about, *, to="lin@campus.example", status="5.1.1", action="failed"):
    """A delivery report as RFC 3464 has it."""
    return f"""From: MAILER-DAEMON@mx.campus.example
To: {LIBRARY}
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-{status}@mx.campus.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="XX"

--XX
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.
<{to}>: host mx said: 550 {status} No such user here

--XX
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.campus.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} No such user here

--XX
Content-Type: text/rfc822-headers

From: {LIBRARY}
Message-ID: {about}
Subject: The library has written to you

--XX--
""".encode()
