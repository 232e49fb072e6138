"""The scorer, on golds and records made by hand: who is paired with whom, and what counts as right."""

import json
from dataclasses import replace

import pytest

from communique.errors import GoldError
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
from communique.scoring import Scores, Tally, broken_floors, load_floors, load_golds, score
from communique.scoring.floors import floors_under
from communique.scoring.gold import (
    Gold,
    GoldAct,
    GoldAgreement,
    GoldLacuna,
    GoldMeeting,
    GoldPerson,
    load_days,
)
from communique.scoring.likeness import fold, locate, pair, same_name, same_title, shared_part

TEXT = (
    "President Urho Kekkonen received Foreign Minister Andrei Gromyko in Helsinki on 5 May 1970. "
    "They discussed trade. Mr Gromyko said that ties were good. They signed the Treaty on Timber."
)
ACT = ActRecord(
    "a1", "MEET", "CONSULT", "did", Evidence(24, 32), (), ("p1", "p2"), (), None, (), None, None, Evidence(0, 91), "r"
)


def span(words: str, nth: int = 1) -> Evidence:
    found = locate(TEXT, words, nth)
    assert found is not None
    return found


def person(id: str, name: str, party: str | None, title: str = "", presence: str = "principal") -> PersonRecord:
    titles = (TitleRecord(title, "office", party, Evidence(0, 1)),) if title else ()
    return PersonRecord(id, name, party, presence, titles, ())


def gold(**parts: object) -> Gold:
    return Gold("helsinki", "en", "helsinki.txt", publisher_state="FIN", text=TEXT, **parts)


def record(**parts: object) -> Record:
    return Record(DocumentHead("helsinki", TEXT, "en"), **parts)


KEKKONEN = GoldPerson("Urho Kekkonen", ("President",), "FIN", "principal")
GROMYKO = GoldPerson("Andrei Gromyko", ("Foreign Minister",), "SUN", "principal")
PERSONS = (person("p1", "Urho Kekkonen", "FIN", "President"), person("p2", "Andrei Gromyko", "SUN", "Foreign Minister"))


def tally(gold: Gold, record: Record, category: str) -> Tally:
    return score([gold], [record]).overall[category]


class TestNames:
    @pytest.mark.parametrize(
        ("name", "other"),
        [
            ("Kim Jong Un", "KIM JONG UN"),
            ("Lula da Silva", "Luiz Inácio Lula da Silva"),
            ("Xi Jinping", "Jinping Xi"),
            ("Yoon Suk-yeol", "Yoon Suk Yeol"),
            ("Hồ Chí Minh", "Ho Chi Minh"),
        ],
    )
    def test_same(self, name: str, other: str) -> None:
        assert same_name(name, other)

    @pytest.mark.parametrize(("name", "other"), [("Putin", "Wladimir Putin"), ("Kim Jong Un", "Kim Yo Jong"), ("", "")])
    def test_not_the_same(self, name: str, other: str) -> None:
        assert not same_name(name, other)

    def test_folding_leaves_words(self) -> None:
        assert fold("  Šefčovič,  Maroš ") == "sefcovic maros"

    def test_a_title_needs_half_its_words(self) -> None:
        assert same_title("Außenminister", "Außenminister der Russischen Föderation")
        assert not same_title("Minister of Trade and Labour", "President of the Board")


class TestSpans:
    def test_nth_occurrence(self) -> None:
        assert locate("so, so", "so", 2) == Evidence(4, 6)
        assert locate("so, so", "so", 3) is None

    def test_shared_part_of_the_union(self) -> None:
        assert shared_part(Evidence(0, 10), Evidence(5, 10)) == 0.5
        assert shared_part(Evidence(0, 5), Evidence(5, 10)) == 0.0
        assert shared_part(None, Evidence(5, 10)) == 0.0

    def test_pairs_take_the_best_first_and_each_once(self) -> None:
        pairs = pair([10, 11], [11, 12, 10], lambda one, other: True, lambda one, other: -abs(one - other))
        assert sorted(pairs) == [(0, 2), (1, 0)]


class TestPersons:
    def test_party_and_office_are_asked_of_the_pairs(self) -> None:
        found = (person("p1", "Kekkonen Urho", "SUN", "President of Finland"), person("p2", "Nobody Known", None))
        scores = score([gold(persons=(KEKKONEN, GROMYKO))], [record(persons=found)])
        assert scores.overall["persons"] == Tally(1, 2, 2)
        assert scores.overall["persons+party"] == Tally(0, 2, 2)
        assert scores.overall["persons+office"] == Tally(1, 2, 2)
        assert scores.overall["presence"] == Tally(1, 1, 1)
        assert [(miss.fault, *miss.words) for miss in scores.misses("persons")] == [
            ("missed", "Andrei Gromyko"), ("extra", "Nobody Known"),
        ]  # fmt: skip

    def test_no_title_in_either_is_right(self) -> None:
        assert (
            tally(
                gold(persons=(replace(KEKKONEN, titles=()),)),
                record(persons=(person("p1", "Urho Kekkonen", "FIN"),)),
                "persons+office",
            ).right
            == 1
        )

    def test_a_wrong_presence(self) -> None:
        found = (replace(PERSONS[0], presence="mentioned"),)
        assert tally(gold(persons=(KEKKONEN,)), record(persons=found), "presence") == Tally(0, 1, 1)


class TestMeetings:
    GOLD = GoldMeeting("audience", ("FIN", "SUN"), "held", "1970-05-05", "Helsinki", "received")

    def meeting(self, **parts: object) -> MeetingRecord:
        whole = MeetingRecord(
            "m1", "audience", "held", ("FIN", "SUN"), "1970-05-05", None, None, None, (), span("received")
        )
        return replace(whole, **parts)

    def test_found(self) -> None:
        scores = score([gold(meetings=(self.GOLD,))], [record(meetings=(self.meeting(),))]).overall
        assert {scores[each] for each in ("meetings", "meetings+kind", "meetings+date")} == {Tally(1, 1, 1)}

    def test_other_parties_are_another_meeting(self) -> None:
        scores = score([gold(meetings=(self.GOLD,))], [record(meetings=(self.meeting(parties=("FIN",)),))])
        assert scores.overall["meetings"] == Tally(0, 1, 1)
        assert [str(miss) for miss in scores.misses("meetings")] == [
            "missed\thelsinki\treceived\tFIN SUN", "extra\thelsinki\treceived\tFIN",
        ]  # fmt: skip

    def test_elsewhere_in_the_text_kind_and_date_must_agree(self) -> None:
        elsewhere = self.meeting(span=span("discussed"))
        assert tally(gold(meetings=(self.GOLD,)), record(meetings=(elsewhere,)), "meetings").right == 1
        assert (
            tally(gold(meetings=(self.GOLD,)), record(meetings=(replace(elsewhere, date=None),)), "meetings").right == 0
        )

    def test_an_undated_meeting_is_left_out_of_the_dates(self) -> None:
        undated = replace(self.GOLD, date=None)
        assert tally(gold(meetings=(undated,)), record(meetings=(self.meeting(),)), "meetings+date") == Tally(0, 0, 1)

    def test_an_unknown_party_of_the_gold_is_not_asked_for(self) -> None:
        open_side = replace(self.GOLD, parties=("?", "FIN", "SUN"))
        assert tally(gold(meetings=(open_side,)), record(meetings=(self.meeting(),)), "meetings").right == 1


class TestActs:
    MET = GoldAct("MEET", "received", 1, ("Urho Kekkonen", "Andrei Gromyko"))
    SAID = GoldAct("STATE", "said", 1, ("Andrei Gromyko",), (), "did", "that ties were good")

    def act(self, **parts: object) -> ActRecord:
        return replace(ACT, trigger=span("received"), **parts)

    def scores(self, acts: tuple[GoldAct, ...], found: tuple[ActRecord, ...]) -> Scores:
        return score([gold(persons=(KEKKONEN, GROMYKO), acts=acts)], [record(persons=PERSONS, acts=found)])

    def test_among_equals_roles_have_no_sides(self) -> None:
        scores = self.scores((self.MET,), (self.act(actors=("p2",), recipients=("p1",)),)).overall
        assert {scores[f"acts{each}"] for each in ("", "+type", "+roles", "+persons", "+modality")} == {Tally(1, 1, 1)}

    def test_a_party_where_the_gold_has_the_person(self) -> None:
        scores = self.scores((self.MET,), (self.act(actors=("FIN", "SUN")),)).overall
        assert scores["acts+roles"].right == 1
        assert scores["acts+persons"].right == 0

    def test_a_wrong_type_spoils_the_roles(self) -> None:
        scores = self.scores((self.MET,), (self.act(type="VISIT"),))
        assert scores.overall["acts"].right == 1
        assert scores.overall["acts+type"].right == scores.overall["acts+roles"].right == 0
        assert [str(miss) for miss in scores.misses("acts")] == ["type\thelsinki\tMEET\tVISIT\treceived"]

    def test_a_wrong_side_is_listed(self) -> None:
        said = replace(ACT, type="STATE", trigger=span("said"), actors=("p1",))
        scores = self.scores((self.SAID,), (said,))
        assert [miss.fault for miss in scores.misses("acts")] == ["roles"]
        assert scores.misses("acts")[0].words == ("said", "SUN", "–", "FIN", "–")

    def test_an_unknown_actor_counts_as_none(self) -> None:
        assert (
            self.scores(
                (replace(self.SAID, recipients=("?",)),),
                (replace(ACT, type="STATE", trigger=span("said"), actors=("p2",)),),
            )
            .overall["acts+roles"]
            .right
            == 1
        )

    def test_any_part_of_the_trigger_will_do(self) -> None:
        parts = (span("President"), span("received"))
        assert (
            self.scores((self.MET,), (replace(ACT, trigger=parts[0], trigger_parts=parts),)).overall["acts"].right == 1
        )

    def test_of_two_on_one_trigger_the_right_type_is_paired(self) -> None:
        scores = self.scores((self.MET,), (self.act(id="a1", type="VISIT"), self.act(id="a2")))
        assert scores.overall["acts+type"] == Tally(1, 1, 2)

    def test_modality(self) -> None:
        assert self.scores((self.MET,), (self.act(modality="will"),)).overall["acts+modality"] == Tally(0, 1, 1)

    @pytest.mark.parametrize(("words", "right"), [("that ties were good", 1), ("ties were good", 1), ("good", 0)])
    def test_content_shares_half_of_the_union(self, words: str, right: int) -> None:
        said = replace(ACT, type="STATE", trigger=span("said"), actors=("p2",), content=span(words))
        assert self.scores((self.SAID,), (said,)).overall["content"] == Tally(right, 1, 1)


class TestAgreementsAndLacunae:
    def test_an_agreement_shares_half_of_the_union(self) -> None:
        treaty = GoldAgreement("treaty", "Treaty on Timber", ("FIN", "SUN"))
        for words, right in (("Treaty on", 1), ("Treaty", 0)):
            found = AgreementRecord("g1", "treaty", words, (), None, span(words))
            assert tally(gold(agreements=(treaty,)), record(agreements=(found,)), "agreements") == Tally(right, 1, 1)

    def test_a_lacuna_may_be_marked_beside_its_words(self) -> None:
        scar = GoldLacuna("missing_name", "President")
        beside = Evidence(span("President").end + 1, span("President").end + 3)
        assert (
            tally(gold(lacunae=(scar,)), record(lacunae=(LacunaRecord("missing_name", beside),)), "lacunae").right == 1
        )
        assert tally(gold(lacunae=(scar,)), record(lacunae=(LacunaRecord("garbled", beside),)), "lacunae").right == 0


class TestTexts:
    def test_a_record_is_found_by_text_or_by_id(self) -> None:
        annotated = gold(persons=(KEKKONEN,))
        same_text = Record(DocumentHead("other", TEXT.replace(". ", ".\n"), "en"), persons=PERSONS)
        same_id = Record(DocumentHead("helsinki", "Urho Kekkonen", "en"), persons=PERSONS)
        assert tally(annotated, same_text, "persons").right == 1
        assert tally(annotated, same_id, "persons").right == 1

    def test_a_text_without_a_record_has_nothing_found(self) -> None:
        scores = score([gold(persons=(KEKKONEN,))], [])
        assert scores.overall["persons"] == Tally(0, 1, 0)
        assert scores.without_record == ("helsinki",)

    def test_words_that_are_not_in_the_text_are_told(self) -> None:
        scores = score([gold(acts=(GoldAct("MEET", "telephoned"),))], [record()])
        assert scores.faults == ('helsinki: "telephoned" is not in the text',)

    def test_by_language_and_state(self) -> None:
        german = replace(
            gold(persons=(KEKKONEN, GROMYKO)), id="de", language="de", publisher_state=None, text="Kein Text."
        )
        scores = score([gold(persons=(KEKKONEN,)), german], [record(persons=PERSONS)])
        assert {name: tallies["persons"] for name, tallies in scores.by("language").items()} == {
            "en": Tally(1, 1, 2), "de": Tally(0, 2, 0),
        }  # fmt: skip
        assert list(scores.by("publisher_state")) == ["FIN", "?"]
        assert scores.overall["persons"] == Tally(1, 3, 2)

    def test_rates(self) -> None:
        assert Tally(1, 4, 2).f1 == pytest.approx(1 / 3)
        assert Tally(0, 0, 0).f1 == Tally(0, 3, 0).precision == 0.0


class TestFiles:
    def write(self, folder, **parts: object) -> None:
        (folder / "a.txt").write_text("Text.", "utf-8")
        (folder / "a.json").write_text(
            json.dumps({"id": "a", "language": "en", "text_file": "a.txt", **parts}), "utf-8"
        )

    def test_a_gold_comes_with_its_text_and_day(self, tmp_path) -> None:
        self.write(
            tmp_path, note="unknown fields are no fault", persons=[{"name": "A B", "titles": ["x"], "state": None}]
        )
        golds = load_golds(tmp_path, published={"a": "1970-05-05"})
        assert golds[0].document.text == "Text."
        assert golds[0].document.published == "1970-05-05"
        assert golds[0].persons == (GoldPerson("A B", ("x",)),)

    @pytest.mark.parametrize("content", ["{", '{"id": "a"}', '{"id": 1, "language": "en", "text_file": "a.txt"}'])
    def test_a_broken_file_is_named(self, tmp_path, content: str) -> None:
        (tmp_path / "a.json").write_text(content, "utf-8")
        with pytest.raises(GoldError, match=r"a\.json: this is no gold file"):
            load_golds(tmp_path)

    def test_a_missing_text_an_empty_and_a_missing_folder(self, tmp_path) -> None:
        with pytest.raises(GoldError, match="has no gold files"):
            load_golds(tmp_path)
        with pytest.raises(GoldError, match="is no folder"):
            load_golds(tmp_path / "none")
        (tmp_path / "a.json").write_text('{"id": "a", "language": "en", "text_file": "a.txt"}', "utf-8")
        with pytest.raises(GoldError, match="cannot be read with its text"):
            load_golds(tmp_path)

    def test_days(self, tmp_path) -> None:
        path = tmp_path / "days.json"
        path.write_text('[{"id": "a", "date": "1970-05-05", "url": "x"}]', "utf-8")
        assert load_days(path) == {"a": "1970-05-05"}
        path.write_text('[{"id": "a"}]', "utf-8")
        with pytest.raises(GoldError, match="no list of"):
            load_days(path)


class TestFloors:
    def scores(self) -> Scores:
        return score([gold(persons=(KEKKONEN, GROMYKO))], [record(persons=PERSONS[:1])])

    def test_a_floor_above_what_is_measured_is_broken(self) -> None:
        broken = broken_floors(self.scores(), {"en": {"persons": 0.7}, "all": {"persons": 0.6}})
        assert [str(each) for each in broken] == ["en: persons has F1 0.667, its floor is 0.700"]

    def test_a_language_that_is_not_measured_breaks_its_floors(self) -> None:
        assert [each.language for each in broken_floors(self.scores(), {"fr": {"persons": 0.1}})] == ["fr"]

    def test_floors_lie_a_margin_below(self) -> None:
        assert floors_under(self.scores())["en"] == {
            "persons": 0.647, "persons+party": 0.647, "persons+office": 0.647, "presence": 0.98,
        }  # fmt: skip

    def test_an_unknown_category_is_named(self, tmp_path) -> None:
        path = tmp_path / "floors.json"
        path.write_text('{"en": {"people": 0.5}}', "utf-8")
        with pytest.raises(GoldError, match='unknown category "people"'):
            load_floors(path)
