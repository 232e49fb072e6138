"""Two texts come in; each topic's place in the order of first mention and its share of the text go out."""

from __future__ import annotations

from communique.comparing.comparison import TopicSpace
from communique.comparing.sayings import Telling
from communique.comparing.vocabulary import load_topics

DIGITS = 3  # of a share


def measure_space(a: Telling, b: Telling) -> tuple[TopicSpace, ...]:
    """Measure the space of every topic that either text names, in the order of the first text, then of the second."""
    topics = load_topics()
    places, shares = zip(*(_measure(telling) for telling in (a, b)), strict=True)
    found = list(dict.fromkeys((*places[0], *places[1])))
    return tuple(
        TopicSpace(
            topic, topics[topic].label, places[0].get(topic), places[1].get(topic), shares[0].get(topic, 0.0),
            shares[1].get(topic, 0.0),
        )
        for topic in found
    )  # fmt: skip


def _measure(telling: Telling) -> tuple[dict[str, int], dict[str, float]]:
    """The order in which topics are first named, and the part of the text's characters in statements on each."""
    body = [statement for statement in telling.statements if not statement.heading]
    total = sum(statement.span.end - statement.span.start for statement in body) or 1
    order: dict[str, int] = {}
    length: dict[str, int] = {}
    for statement in body:
        for topic in sorted(statement.topics, key=lambda topic: statement.topics[topic]):
            order.setdefault(topic, len(order) + 1)
            length[topic] = length.get(topic, 0) + statement.span.end - statement.span.start
    return order, {topic: round(size / total, DIGITS) for topic, size in length.items()}
