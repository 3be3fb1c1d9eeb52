"""Passwords as Argon2id writes them (RFC 9106, its second recommended choice: 64 MiB, three passes)."""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from selon.model.errors import WrongValue

SHORTEST, LONGEST = 10, 500
AT_ONCE = 2  # each check takes 64 MiB and one processor for some 50 ms


class Passwords:
    """Makes and checks hashes, a few at a time, so that guessing fills neither memory nor processors."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turn = BoundedSemaphore(AT_ONCE)
        self._nobody = self._hasher.hash("the password of nobody")

    def make(self, password: str) -> str:
        """The hash of a new password; WrongValue where it is too short or too long."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise WrongValue("password", f"must have {SHORTEST} to {LONGEST} signs")
        with self._turn:
            return self._hasher.hash(password)

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether the password is the one of that hash; without a hash it takes as long, and is not."""
        with self._turn:
            try:
                fits = self._hasher.verify(kept or self._nobody, password)
            except (VerificationError, InvalidHashError):
                return False
            return fits and kept is not None
