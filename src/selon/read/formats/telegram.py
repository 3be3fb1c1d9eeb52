"""Exports of Telegram (`result.json`): one chat, or all chats of an account."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import ijson

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.dates import as_moment, read_date
from selon.read.piece import How, Piece
from selon.read.streams import Allowance

CHATS = ("", "chats.list.item.", "left_chats.list.item.")
LISTS = {f"{chat}messages.item": chat for chat in CHATS}
ABOUT = {f"{chat}{key}": key for chat in CHATS for key in ("name", "type", "id")}
NO_LINK = {"private_group", "personal_chat", "bot_chat", "saved_messages"}

Row = dict[str, Any]


def read_telegram(piece: Piece, how: How) -> Iterator[Report | SkipReport]:
    """Each message with words as a report, named by its id; those without (joins, pictures) are passed over."""
    allowance = Allowance(piece, how.page_limit)
    last: object = 0
    try:
        for chat, message in _messages(allowance):
            allowance.renew()
            last = message.get("id", last)
            try:
                report = _as_report(piece, chat, message)
            except SkipReport as skipped:
                yield skipped
                continue
            if report:
                yield report
    except (ijson.JSONError, ValueError, RecursionError) as error:
        raise piece.skip(last, f"broken JSON after this message; the rest is not read: {error}") from error


def _messages(stream: Allowance) -> Iterator[tuple[Row, Row]]:
    """What is known of the chat when a message comes, and the message."""
    chat: Row = {}
    builder: Any = None
    within = ""
    for prefix, event, value in ijson.parse(stream, use_float=True):
        if builder is not None:
            builder.event(event, value)
            if event == "end_map" and prefix == within:
                if builder.value.get("type") != "service":
                    yield chat, builder.value
                builder = None
        elif event == "start_map" and prefix in LISTS:
            builder, within = ijson.ObjectBuilder(), prefix
            builder.event(event, value)
        elif prefix in ABOUT and event in ("string", "number"):
            # The first thing told of a chat begins a new one.
            chat = {**chat, ABOUT[prefix]: value}
        elif event == "start_map" and f"{prefix}." in CHATS:
            chat = {}


def _as_report(piece: Piece, chat: Row, message: Row) -> Report | None:
    text = _as_text(message.get("text"))
    if not text.strip():
        return None
    mark = message.get("id", "?")
    shown = f"{piece.shown}#{mark}"
    published, notes = read_date(shown, message.get("date") or message.get("date_unixtime"))
    outlet = _words(chat.get("name")) or _words(message.get("from"))
    author = _words(message.get("author")) or _words(message.get("from"))
    return Report(
        name=piece.place(mark),
        text=text,
        language="",
        published=published,
        edited=as_moment(_words(message.get("edited"))),
        outlet=outlet,
        author=author if author != outlet else None,
        origin=_words(message.get("forwarded_from")) or _words(message.get("saved_from")),
        url=_link(chat, mark),
        path=shown,
        format="telegram",
        raw=json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"),
        notes=notes,
    )


def _as_text(written: object) -> str:
    """The words of a message: a string, or a list of strings and entities."""
    if isinstance(written, str):
        return written
    parts = written if isinstance(written, list) else []
    words = [part.get("text", "") if isinstance(part, dict) else part for part in parts]
    return "".join(word for word in words if isinstance(word, str))


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _link(chat: Row, mark: object) -> str | None:
    number = chat.get("id")
    if not isinstance(number, int) or number <= 0 or chat.get("type") in NO_LINK:
        return None
    return f"https://t.me/c/{number}/{mark}"
