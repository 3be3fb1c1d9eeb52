"""Every setting: name, default, help. The environment is read here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from selon.languages.known import KNOWN
from selon.model.errors import StopRun


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its variable in the environment, what holds without it, and what it is for."""

    variable: str
    default: str
    help: str


REPORT_LIMIT = Setting("SELON_REPORT_LIMIT", "100000", "Longest report, in bytes; longer ones are skipped.")
PAGE_LIMIT = Setting(
    "SELON_PAGE_LIMIT", "5000000", "Most that is taken in for one report, markup included, in bytes; more is skipped."
)
JOBS = Setting("SELON_JOBS", "1", "Processes that read at the same time.")
GAZETTEER = Setting(
    "SELON_GAZETTEER", "", "A GeoNames dump, used beside the packaged places, or a file of `selon gazetteer build`."
)
PIPELINES = Setting("SELON_PIPELINES", "", "Parsers to use, as `fr=fr_core_news_sm,en=en_core_web_md`.")
CACHE = Setting("SELON_CACHE", "~/.cache/selon", "Folder for the index of places, built at first use.")
LEDGER = Setting(
    "SELON_LEDGER", "selon.db", "The ledger: a path, `sqlite:///PATH` or `postgresql+psycopg://USER@HOST/DATABASE`."
)
HOST = Setting("SELON_HOST", "127.0.0.1", "The address at which `selon serve` listens.")
PORT = Setting("SELON_PORT", "8000", "The port at which `selon serve` listens; 0 for any that is free.")
AUTH = Setting("SELON_AUTH", "", "With `1`, who asks `selon serve` for anything must have an account.")
NAMES = Setting(
    "SELON_NAMES", "", "Names by which `selon serve` is called beside `localhost` and its address, as `desk.example`."
)
PROXIES = Setting(
    "SELON_PROXIES", "", "Addresses of reverse proxies that may say who asks them and by which scheme, as `127.0.0.1`."
)
TILES = Setting(
    "SELON_TILES", "", "Map tiles drawn below the map, as `https://tile.example/{z}/{x}/{y}.png`; none without it."
)
TILES_CREDIT = Setting("SELON_TILES_CREDIT", "", "Who made the map tiles; shown on the map.")
EPOCH = Setting(
    "SOURCE_DATE_EPOCH", "", "Seconds since 1970 to be taken for the time now: for ledgers that must come out the same."
)

SERVING = (HOST, PORT, AUTH, NAMES, PROXIES, TILES, TILES_CREDIT)
SETTINGS = (REPORT_LIMIT, PAGE_LIMIT, JOBS, GAZETTEER, PIPELINES, CACHE, LEDGER, *SERVING, EPOCH)


@dataclass(frozen=True, slots=True)
class Serving:
    """Where and how `selon serve` answers: `names` are those by which it is called, `proxies` addresses it trusts."""

    host: str = HOST.default
    port: int = int(PORT.default)
    auth: bool = False
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    tiles: str | None = None
    tiles_credit: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run."""

    report_limit: int = int(REPORT_LIMIT.default)
    page_limit: int = int(PAGE_LIMIT.default)
    jobs: int = int(JOBS.default)
    gazetteer: str | None = None
    cache: str = CACHE.default
    pipelines: Mapping[str, str] = field(default_factory=dict)
    ledger: str = LEDGER.default
    serving: Serving = Serving()
    epoch: int | None = None

    def now(self) -> datetime:
        """The time now, or that of `epoch`."""
        return datetime.now(UTC) if self.epoch is None else datetime.fromtimestamp(self.epoch, UTC)


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment gives; StopRun names a wrong one."""
    given = os.environ if environment is None else environment

    def said(setting: Setting) -> str:
        return given.get(setting.variable) or setting.default

    return Settings(
        report_limit=as_count(REPORT_LIMIT.variable, said(REPORT_LIMIT)),
        page_limit=as_count(PAGE_LIMIT.variable, said(PAGE_LIMIT)),
        jobs=as_count(JOBS.variable, said(JOBS)),
        gazetteer=said(GAZETTEER) or None,
        cache=said(CACHE),
        pipelines=as_pipelines(PIPELINES.variable, said(PIPELINES).split(",")),
        ledger=said(LEDGER),
        serving=_load_serving(said),
        epoch=as_count(EPOCH.variable, said(EPOCH)) if said(EPOCH) else None,
    )


def _load_serving(said: Callable[[Setting], str]) -> Serving:
    return Serving(
        host=said(HOST),
        port=as_port(PORT.variable, said(PORT)),
        auth=as_switch(AUTH.variable, said(AUTH)),
        names=as_list(said(NAMES)),
        proxies=as_list(said(PROXIES)),
        tiles=said(TILES) or None,
        tiles_credit=said(TILES_CREDIT) or None,
    )


def as_port(name: str, written: str) -> int:
    """The number of a port."""
    if not written.isdecimal() or int(written) > 65535:
        raise StopRun(f"{name}: {written!r} is no port: a number up to 65535")
    return int(written)


def as_switch(name: str, written: str) -> bool:
    """Whether something is on."""
    if written not in ("", "0", "1"):
        raise StopRun(f"{name}: {written!r} must be 1 or 0")
    return written == "1"


def as_list(written: str) -> tuple[str, ...]:
    """Words between commas."""
    return tuple(filter(None, (part.strip() for part in written.split(","))))


def as_count(name: str, written: str) -> int:
    """A whole number above zero."""
    if not written.isdecimal() or int(written) < 1:
        raise StopRun(f"{name}: {written!r} is no number above zero")
    return int(written)


def as_pipelines(name: str, written: list[str]) -> dict[str, str]:
    """`LANGUAGE=PIPELINE` pairs as a mapping."""
    pairs: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in written)):
        language, sign, pipeline = pair.partition("=")
        if not sign or not pipeline or language not in KNOWN:
            raise StopRun(f"{name}: {pair!r} must be LANGUAGE=PIPELINE, with a language of {', '.join(KNOWN)}")
        pairs[language] = pipeline
    return pairs
