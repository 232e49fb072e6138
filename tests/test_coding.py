"""Coding of single sentences as PLOVER roots: who did what to whom, whoever acts, and however it is reported."""

import pytest

from communique.coding import Coding, code, plover_root
from communique.coding.deeds import load_vocabulary
from communique.entries import ACT_TYPES
from communique.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="module")
def english() -> Lexicon:
    return load_lexicon("en")


class TestRoots:
    @pytest.mark.parametrize(
        ("type", "modality", "root"),
        [
            ("MEET", "did", "CONSULT"),
            ("MEET", "will", "AGREE"),
            ("CONCEDE", "will", "AGREE"),
            ("ASSAULT", "will", "THREATEN"),
            ("ASSAULT", "did", "ASSAULT"),
            ("AGREE", "not", "REJECT"),
            ("URGE", "will", "REQUEST"),
            ("STATE", "did", None),
        ],
    )
    def test_what_is_to_come_and_what_is_refused(
        self, english: Lexicon, type: str, modality: str, root: str | None
    ) -> None:
        assert plover_root(type, modality, english) == root

    def test_deeds_are_of_known_types(self) -> None:
        assert set(load_vocabulary("en").deeds.values()) <= set(ACT_TYPES)

    def test_a_language_without_the_file_has_no_words(self) -> None:
        assert load_vocabulary("xx").deeds == {}


@pytest.mark.models
class TestSentences:
    def coded(self, english: Lexicon, text: str, source: str, target: str) -> Coding | None:
        from communique.reader import parser_for

        return code(text, parser_for("en").parse(text), source=source, target=target, lexicon=english)

    @pytest.mark.parametrize(
        ("text", "source", "target", "root"),
        [
            # anybody may act, whatever the voice
            ("Police arrested three journalists in the capital.", "Police", "three journalists", "COERCE"),
            ("Three journalists were arrested by police in the capital.", "police", "Three journalists", "COERCE"),
            # the outermost deed of the source decides
            ("Lima agreed to release the sailors.", "Lima", "the sailors", "AGREE"),
            ("Lima refused to release the sailors.", "Lima", "the sailors", "REJECT"),
            # ... also behind what another says of it
            ("The army attacked the village, according to the mayor.", "The army", "the village", "ASSAULT"),
            # a named deed counts for the verb that performs it
            ("The president ordered the release of two sailors.", "The president", "two sailors", "CONCEDE"),
            ("The court launched an investigation into the bank.", "The court", "the bank", "ACCUSE"),
            # what is said of oneself is a pledge or a refusal, of the other side a demand or an accusation
            ("The minister said he will not lift the ban on Fiji.", "The minister", "Fiji", "REJECT"),
            ("The minister said Tonga must leave the reef.", "The minister", "Tonga", "REQUEST"),
            ("The minister said Tonga had broken the law.", "The minister", "Tonga", "ACCUSE"),
            # a talk is taken for its purpose
            ("Suva summoned the ambassador of Tonga to protest the seizure.", "Suva", "Tonga", "ACCUSE"),
            # of two deeds, the one on this target
            ("The minister praised Malta and condemned Chad.", "The minister", "Chad", "ACCUSE"),
            ("The minister praised Malta and condemned Chad.", "The minister", "Malta", "SUPPORT"),
        ],
    )
    def test_root(self, english: Lexicon, text: str, source: str, target: str, root: str) -> None:
        coding = self.coded(english, text, source, target)
        assert coding is not None
        assert coding.root == root

    def test_it_points_at_its_words(self, english: Lexicon) -> None:
        text = "The president ordered the release of two sailors."
        coding = self.coded(english, text, "The president", "two sailors")
        assert coding is not None
        assert [text[start:end] for start, end in coding.trigger] == ["ordered", "release"]
        assert coding.rule == "deed.concede"

    def test_no_deed_no_root(self, english: Lexicon) -> None:
        assert self.coded(english, "The lake near Bern is blue.", "Bern", "lake") is None
