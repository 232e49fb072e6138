"""FollowTheMoney: entities that its library takes, pointing at each other; run where it is installed."""

import io
import json

import pytest

pytest.importorskip("followthemoney")

from followthemoney import model

from communique.exports.codes import load_codes
from communique.exports.ftm import _organization_id, export_ftm
from communique.register.register import Register
from readouts import Readout
from test_exports import fill


@pytest.fixture(scope="module")
def entities(tmp_path_factory):
    with Register(tmp_path_factory.mktemp("ftm") / "register.db") as register:
        fill(register)
        text = "Secretary-General Ada Lund of NATO met Prime Minister Per Foss of the Kurdistan Region."
        register.add(
            Readout(text, id="bodies")
            .person("Ada Lund", "NATO", "secretary-general", title="Secretary-General")
            .person("Per Foss", "Kurdistan Region", "prime-minister", title="Prime Minister")
            .meeting("met", "NATO Kurdistan", people=("p1", "p2"))
            .record
        )
        out = io.BytesIO()
        export_ftm(register, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def of(entities, schema):
    return [entity["properties"] for entity in entities if entity["schema"] == schema]


def test_the_library_takes_every_entity(entities):
    for entity in entities:
        proxy = model.get_proxy(entity)
        assert proxy.to_dict()["properties"].keys() == entity["properties"].keys()
        proxy.schema.validate(entity)


def test_every_id_is_given_once_and_what_is_pointed_at_is_there(entities):
    ids = [entity["id"] for entity in entities]
    assert len(set(ids)) == len(ids)
    for entity in entities:
        for name, values in entity["properties"].items():
            if model.get(entity["schema"]).properties[name].type.name == "entity":
                assert set(values) <= set(ids), (entity["id"], name)


def test_a_person_has_spellings_country_and_offices(entities):
    holm = next(each for each in of(entities, "Person") if "Pieter Holm" in each["name"])
    assert "P. Holm" in holm["alias"]
    assert holm["country"] == ["nl"]
    posts = {each["post"][0] for each in of(entities, "Occupancy") if each["holder"] == ["communique-P1"]}
    names = {entity["id"]: entity["properties"]["name"] for entity in entities if entity["schema"] == "Position"}
    assert ["Foreign minister (NLD)"] in [names[post] for post in posts]


def test_an_occupancy_claims_no_days(entities):
    assert not any({"startDate", "endDate", "date"} & set(each) for each in of(entities, "Occupancy"))


def test_a_meeting_has_its_day_only_where_told(entities):
    events = {tuple(each["name"]): each for each in of(entities, "Event")}
    assert events[("Audience: JPN, NLD",)]["date"] == ["2024-06-18"]
    assert "date" not in events[("Call: BEL, RUS (planned)",)]


def test_what_is_no_country_is_an_organisation(entities):
    assert ["NATO"] in [each["name"] for each in of(entities, "PublicBody")]
    assert ["Kurdistan Region"] in [each["name"] for each in of(entities, "Organization")]


def test_every_party_has_an_id_of_its_own():
    parties = load_codes().parties
    assert len({_organization_id(party) for party in parties}) == len(parties)
