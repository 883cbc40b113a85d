"""What a file really is, by its first bytes: offices rename, and some names lie."""

from __future__ import annotations

from store.roster.refusal import NoRoster, NotReadable

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1024

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_PICTURES_AT_4 = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<table", b"<meta", b"<body")


def refuse_strangers(content: bytes) -> None:
    """Raises `NotReadable` for what is recognised and never a roster, whatever its name."""
    if not content:
        raise NotReadable(NoRoster.EMPTY)
    head = content[:_HEAD]
    if head.startswith(_OLE):
        raise NotReadable(NoRoster.PROTECTED if _ENCRYPTED in content else NoRoster.OLD_OFFICE)
    if b"%PDF-" in head:
        raise NotReadable(NoRoster.PDF)
    if _is_picture(head):
        raise NotReadable(NoRoster.PICTURE)
    if _is_web_page(head):
        raise NotReadable(NoRoster.WEB_PAGE)


def _is_picture(head: bytes) -> bool:
    if head.startswith(b"BM"):
        return b"\x00" in head
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return webp or head.startswith(_PICTURES) or head[4:].startswith(_PICTURES_AT_4)


def _is_web_page(head: bytes) -> bool:
    text = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip().lower()
    return text.startswith(_MARKUP) or (text.startswith((b"<?xml", b"<!--")) and b"<html" in text)
