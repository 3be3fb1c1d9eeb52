"""The pages' routers, one page a file; the list is by hand."""

from __future__ import annotations

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
