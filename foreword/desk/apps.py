from importlib import import_module

from foreword.kernel.rooms import RoomConfig


class DeskConfig(RoomConfig):
    name = "foreword.desk"

    def open(self) -> None:
        """Past answers to search; the queue's news and the desk's side of a thread for the staff; what both send; what
        goes with an old question; whom mail is for."""
        feed, live = import_module("foreword.desk.feed"), import_module("foreword.desk.live")
        streams = import_module("foreword.channels.streams")
        register_log = import_module("foreword.kernel.realtime.logs").register_log
        register_log(feed.PREFIX, feed.read_feed, heads=feed.heads, allowed=live.stays_at_the_desk)
        register_log(streams.STAFF, streams.read_for_staff, heads=streams.last_numbers, allowed=live.is_at_the_desk)
        register_log("deskdraft", live.read_draft, heads=live.draft_heads, allowed=live.is_at_the_desk)
        register_acceptor = import_module("foreword.kernel.realtime.send").register_acceptor
        register_acceptor(streams.READER, live.accept_from_reader)
        register_acceptor(streams.STAFF, live.accept_from_librarian)
        register_marker = import_module("foreword.kernel.realtime.marking").register_marker
        register_marker(streams.READER, live.mark_from_reader)
        register_marker("deskdraft", live.mark_from_desk)
        retention, closing = import_module("foreword.kernel.retention"), import_module("foreword.desk.actions.closing")
        retention.before_forgetting("desk.Question", closing.forget_threads)
        import_module("foreword.channels.filing").register_addressee(import_module("foreword.desk.mail").MailDesk())
        import_module("foreword.search.sources").register_source(import_module("foreword.desk.source").PastAnswers())
