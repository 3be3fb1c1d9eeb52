"""What a reader sees of one claim."""

from __future__ import annotations

from selon.show.reading import located


def test_a_relation_with_a_name_of_its_own_stands_behind_the_place() -> None:
    assert located(None, "Vuhledar") == "Vuhledar"
    assert located("north of", "Bakhmut") == "north of Bakhmut"
    assert located("near Vuhledar", "Novodonetske") == "Novodonetske, near Vuhledar"
