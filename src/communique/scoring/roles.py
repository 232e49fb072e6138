"""Who an act's actors and recipients are: their parties, and their surnames, the same for gold and record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from communique.record import PersonRecord
from communique.scoring.gold import GoldPerson
from communique.scoring.likeness import fold, same_name

SYMMETRIC = frozenset({"MEET", "DISCUSS", "AGREE", "SIGN", "COOPERATE"})  # among equals: recipients count as actors
NOBODY = "?"


class Roles(Protocol):
    """What gold and recorded acts have in common."""

    @property
    def type(self) -> str: ...
    @property
    def actors(self) -> Sequence[str]: ...
    @property
    def recipients(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Player:
    """A person an act may refer to, by id or by name."""

    id: str | None
    name: str
    party: str | None

    def is_meant(self, reference: str) -> bool:
        return reference == self.id or same_name(reference, self.name)


@dataclass(frozen=True, slots=True)
class Cast:
    """The persons of one text, as gold or record has them."""

    players: tuple[Player, ...]

    @classmethod
    def of_gold(cls, persons: Iterable[GoldPerson]) -> Cast:
        return cls(tuple(Player(None, person.name, person.state) for person in persons))

    @classmethod
    def of_record(cls, persons: Iterable[PersonRecord]) -> Cast:
        return cls(tuple(Player(person.id, person.name, person.party) for person in persons))

    def parties(self, act: Roles) -> tuple[frozenset[str], frozenset[str]]:
        """The parties that act, and those that are acted on, as far as they are known."""
        actors = {self._party(reference) for reference in act.actors}
        recipients = {self._party(reference) for reference in act.recipients}
        if act.type in SYMMETRIC:
            actors, recipients = actors | recipients, set()
        return frozenset(actors - {NOBODY}), frozenset(recipients - {NOBODY})

    def surnames(self, act: Roles) -> frozenset[str]:
        """The last names of the persons that act, and the codes of the parties among them."""
        references = (*act.actors, *(act.recipients if act.type in SYMMETRIC else ()))
        return frozenset(self._surname(reference) for reference in references) - {NOBODY}

    def _player(self, reference: str) -> Player | None:
        return next((player for player in self.players if player.is_meant(reference)), None)

    def _party(self, reference: str) -> str:
        player = self._player(reference)
        return (player.party if player else reference) or NOBODY

    def _surname(self, reference: str) -> str:
        player = self._player(reference)
        return fold(player.name).split()[-1] if player else reference
