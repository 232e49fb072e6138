"""Records made by hand: a text and what it is said to tell, with spans found by their words."""

from communique.documents.document import hash_of
from communique.evidence import Evidence
from communique.record import (
    ActRecord,
    AgreementRecord,
    DocumentHead,
    LacunaRecord,
    MeetingRecord,
    PersonRecord,
    Record,
    TitleRecord,
)


def span(text: str, words: str) -> Evidence:
    at = text.index(words)
    return Evidence(at, at + len(words))


def sentence_of(text: str, at: int) -> Evidence:
    before = text.rfind(". ", 0, at)
    start = max(before + 2 if before >= 0 else 0, text.rfind("\n", 0, at) + 1)
    end = text.find(".", at) + 1 or len(text)
    return Evidence(start, end)


class Readout:
    """A record in the making: people, meetings, acts and agreements are added one by one, each by its words."""

    def __init__(
        self, text: str, *, id: str | None = None, state: str = "NLD", published: str | None = "2024-06-19", **head
    ):
        self.text = text
        hash = hash_of(text)
        head = {"publisher": "Ministry", "url": None, "source": None, "language": "en", "title": None, **head}
        self.head = DocumentHead(id or hash, text, publisher_state=state, published=published, hash=hash, **head)
        self.persons: list[PersonRecord] = []
        self.meetings: list[MeetingRecord] = []
        self.acts: list[ActRecord] = []
        self.agreements: list[AgreementRecord] = []
        self.lacunae: list[LacunaRecord] = []

    def person(
        self, name: str, party: str | None, office: str | None = None, *, title: str = "Minister", of: str | None = None
    ):
        titles = (TitleRecord(title, office, of or party, span(self.text, title)),) if office else ()
        id = f"p{len(self.persons) + 1}"
        self.persons.append(PersonRecord(id, name, party, "principal", titles, (span(self.text, name),)))
        return self

    def meeting(  # noqa: PLR0913  (what a record has)
        self, words: str, parties: str, kind: str = "talks", *, date=None, place=None, people=(), status="held"
    ):
        id = f"m{len(self.meetings) + 1}"
        self.meetings.append(
            MeetingRecord(
                id, kind, status, tuple(parties.split()), date, place, None, None, tuple(people), span(self.text, words)
            )
        )
        return self

    def act(  # noqa: PLR0913  (what a record has)
        self,
        type: str,
        trigger: str,
        actors=(),
        recipients=(),
        *,
        content=None,
        meeting=None,
        modality="did",
        topics=(),
    ):
        at = span(self.text, trigger)
        id = f"a{len(self.acts) + 1}"
        self.acts.append(
            ActRecord(
                id, type, "AGREE" if type == "PLEDGE" else "CONSULT", modality, at, (at,), tuple(actors), tuple(recipients),
                span(self.text, content) if content else None, tuple(topics), meeting, None, sentence_of(self.text, at.start),
                f"en.{type.lower()}.{trigger}", {"actors": (), "recipients": ()},
            )
        )  # fmt: skip
        return self

    def agreement(self, title: str, parties: str, kind: str = "treaty", *, date=None):
        id = f"g{len(self.agreements) + 1}"
        self.agreements.append(AgreementRecord(id, kind, title, tuple(parties.split()), date, span(self.text, title)))
        return self

    def lacuna(self, words: str):
        self.lacunae.append(LacunaRecord("missing_name", span(self.text, words)))
        return self

    @property
    def record(self) -> Record:
        return Record(
            self.head,
            tuple(self.persons),
            tuple(self.meetings),
            tuple(self.acts),
            tuple(self.agreements),
            tuple(self.lacunae),
        )


def talks(**head) -> Record:
    """A readout of talks: two ministers, an act of each, a treaty."""
    text = (
        "Foreign Minister Pieter Holm received Minister Kenji Tanaka in Oslo on 18 June 2024. They discussed the Arctic Treaty.\n"
        "Holm pledged two icebreakers for the northern passage to Japan. Tanaka thanked the host for the warm welcome."
    )
    return (
        Readout(text, **{"id": "nld-talks", **head})
        .person("Pieter Holm", "NLD", "foreign-minister", title="Foreign Minister")
        .person("Kenji Tanaka", "JPN", "minister")
        .meeting("received", "JPN NLD", "audience", date="2024-06-18", place="Oslo", people=("p1", "p2"))
        .agreement("Arctic Treaty", "JPN NLD")
        .act("MEET", "received", ("p1", "p2"), meeting="m1")
        .act("DISCUSS", "discussed", ("p1", "p2"), content="the Arctic Treaty", meeting="m1", topics=("arctic",))
        .act("PLEDGE", "pledged", ("p1",), ("JPN",), content="two icebreakers for the northern passage", meeting="m1")
        .act("PRAISE", "thanked", ("p2",), ("p1",), meeting="m1")
        .record
    )


def other_side(**head) -> Record:
    """The other side's readout of the same talks, a day later."""
    text = (
        "Kenji Tanaka, Minister, met his counterpart P. Holm in Oslo. The Minister of the Netherlands pledged icebreakers. "
        "Both sides signed the Arctic Treaty."
    )
    return (
        Readout(text, **{"id": "jpn-talks", "state": "JPN", "published": "2024-06-20", "publisher": "Gaimusho", **head})
        .person("Kenji Tanaka", "JPN", "minister")
        .person("P. Holm", "NLD", "foreign-minister", title="Minister of the Netherlands")
        .meeting("met", "JPN NLD", "talks", date="2024-06-18", people=("p1", "p2"))
        .agreement("Arctic Treaty", "JPN NLD")
        .act("MEET", "met", ("p1", "p2"), meeting="m1")
        .act("PLEDGE", "pledged", ("p2",), ("JPN",), content="icebreakers", meeting="m1")
        .act("SIGN", "signed", ("JPN", "NLD"), meeting="m1")
        .record
    )


def later() -> Record:
    """A later text that comes back to a pledge."""
    text = (
        "Kenji Tanaka reminded Holm of the two icebreakers for the northern passage that were pledged to Japan in Oslo. "
        "Other matters were left aside."
    )
    return (
        Readout(text, id="jpn-later", state="JPN", published="2025-02-01", publisher="Gaimusho")
        .person("Kenji Tanaka", "JPN", "minister", title="Other")
        .person("Holm", "NLD", "foreign-minister", title="matters")
        .act("URGE", "reminded", ("p1",), ("p2",))
        .record
    )
