"""The tables of languages/ become one frozen Lexicon; what is wrong in them is said as file:line."""

import dataclasses

import pytest

from communique.entries import ACT_TYPES, MEETING_KINDS
from communique.errors import LanguageError, LexiconError
from communique.lexicon import cell_values, languages, load_lexicon, party_codes

SHARED = {
    "acts.csv": "type,plover,symmetric,content\nMEET,CONSULT,yes,no\nSTATE,,no,yes\n",
    "parties.csv": "party,kind,members\nPRK,state,\nRUS,state,\nEU,body,DEU | FRA\n",
    "offices.csv": "office,rank,label\nminister,minister,Minister\n",
    "given_names.csv": "name,region\nSergej,Slavic\nMay,English ambiguous\n",
    "family_names.csv": "name,region\nXi,Chinese\n",
}
OWN = {
    "language.toml": '[inflection]\nendings = ["e", "en"]\n[scope]\nnegation = ["nicht"]\n[verbs]\nparticle = "prefix"\n',
    "parties.csv": "party,names,adjectives,demonyms,governments,example,counterexample\n"
    "PRK,DVRK | Nordkorea,nordkoreanisch,,Pjöngjang,e,c\n",
    "offices.csv": "office,forms,example,counterexample\nminister,Minister | Ministerin,e,c\n",
    "office_modifiers.csv": "form,effect,example,counterexample\nstellvertretend,deputy,e,c\n",
    "honorifics.csv": "form,gender,example,counterexample\nGenosse,m,e,c\n",
    "meetings.csv": "kind,act,lemma,pos,status,example,counterexample\ntalks,MEET,Gespräch,NOUN,,e,c\n",
    "agreements.csv": "kind,lemma,example,counterexample\ntreaty,Vertrag,e,c\n",
    "places.csv": "place,party,names,example,counterexample\nMoscow,RUS,Moskau,e,c\n",
    "calendar.csv": "kind,form,value\nmonth,Juni | Jun.,6\n",
    "stances.csv": "type,noun,recipient,content,example,counterexample\nSTATE,Meinung,nmod:gegenüber,nmod:über | clause,e,c\n",
    "predicates.csv": "type,pos,head,with,actor,recipient,content,example,counterexample\n"
    "MEET,VERB,treffen,refl;obl:mit,,obl:mit,,e,c\nMEET,VERB,treffen,,,obj,,e,c\nSTATE,VERB,sagen,,,obl:zu,ccomp | quote,e,c\n",
}  # fmt: skip


@pytest.fixture
def root(tmp_path):
    """A tiny German that loads."""
    for folder, tables in (("shared", SHARED), ("de", OWN)):
        (tmp_path / folder).mkdir()
        for name, text in tables.items():
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def broken(root, name, line):
    """Write `line` as the last line of a table; return where the error must point."""
    path = root / name
    path.write_text(path.read_text("utf-8") + line + "\n", encoding="utf-8")
    return f"{name}:{len(path.read_text('utf-8').splitlines())}"


def test_the_tiny_language_loads(root):
    lexicon = load_lexicon("de", root)
    assert lexicon.language == "de"
    assert lexicon.party_names.get("Nordkorea").party == "PRK"
    assert lexicon.offices.get("Ministerin").id == "minister"
    assert lexicon.words("scope", "negation") == {"nicht"}
    assert lexicon.words("scope", "unknown") == frozenset()


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("de/predicates.csv", "MEAT,VERB,treffen,,,obj,,e,c", 'unknown act type "MEAT"; did you mean "MEET"?'),
        ("de/predicates.csv", "MEET,VRB,treffen,,,obj,,e,c", 'unknown part of speech "VRB"; did you mean "VERB"?'),
        ("de/predicates.csv", "MEET,VERB,treffen,,,object,,e,c", 'unknown role "object"'),
        ("de/predicates.csv", "MEET,VERB,treffen,objekt=Hilfe,,obj,,e,c", 'unknown condition "objekt=Hilfe"'),
        ("de/predicates.csv", "MEET,VERB,treffen", "9 cells expected"),
        (
            "de/predicates.csv",
            "MEET,VERB,treffen,,,obj,,Er traf A, B und C.,c",
            "9 cells expected; quote a cell that holds a comma",
        ),
        ("de/stances.csv", "STATED,Sorge,,,e,c", 'unknown act type "STATED"; did you mean "STATE"?'),
        ("de/parties.csv", "RUSS,Rußland,,,,e,c", 'unknown party "RUSS"; did you mean "RUS"?'),
        ("de/offices.csv", "ministre,Minister,e,c", 'unknown office "ministre"; did you mean "minister"?'),
        ("de/meetings.csv", "talk,MEET,Unterredung,NOUN,,e,c", 'unknown kind of meeting "talk"; did you mean "talks"?'),
        ("de/agreements.csv", "traety,Pakt,e,c", 'unknown kind of agreement "traety"; did you mean "treaty"?'),
        ("shared/offices.csv", "king,royalty,King", 'unknown rank "royalty"; did you mean "royal"?'),
    ],
)
def test_a_wrong_cell_is_named_with_its_file_and_line(root, name, line, message):
    place = broken(root, name, line)
    with pytest.raises(LexiconError) as caught:
        load_lexicon("de", root)
    assert f"{place}: {message}" in str(caught.value)


def test_a_missing_column_is_named_at_the_first_line(root):
    (root / "de/honorifics.csv").write_text("form,example\nGenosse,e\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"de/honorifics\.csv:1: no column gender"):
        load_lexicon("de", root)


def test_the_line_is_right_after_a_cell_of_two_lines(root):
    path = root / "de/stances.csv"
    path.write_text(path.read_text("utf-8") + 'STATE,Sorge,,,"one\ntwo",c\nSTATED,Angst,,,e,c\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"stances\.csv:5: "):
        load_lexicon("de", root)


def test_broken_toml_is_named(root):
    (root / "de/language.toml").write_text("[scope\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"de/language\.toml: .*line 1"):
        load_lexicon("de", root)


def test_a_place_in_an_unknown_party_is_named(root):
    place = broken(root, "de/places.csv", "Paris,FRX,Paris,e,c")
    with pytest.raises(LexiconError) as caught:
        load_lexicon("de", root)
    assert place in str(caught.value)


def test_a_table_in_another_encoding_is_named(root):
    (root / "de/places.csv").write_bytes("place,party,names\nMunich,,München\n".encode("latin-1"))
    with pytest.raises(LexiconError, match=r"places\.csv"):
        load_lexicon("de", root)


def test_a_missing_table_is_an_empty_one(root):
    (root / "de/agreements.csv").unlink()
    assert len(load_lexicon("de", root).agreements) == 0


def test_a_missing_language_says_which_there_are(root):
    with pytest.raises(LanguageError, match=r'no lexicon for language "fr"; there is de, en'):
        load_lexicon("fr", root)


def test_the_more_conditions_the_earlier_an_entry_is_tried(root):
    entries = load_lexicon("de", root).predicates[("VERB", "treffen")]
    assert [len(entry.conditions) for entry in entries] == [2, 0]


def test_every_entry_has_a_rule_name_of_its_own(root):
    broken(root, "de/predicates.csv", "MEET,VERB,treffen,,,obj,,e,c")
    rules = [entry.rule for entry in load_lexicon("de", root).predicates[("VERB", "treffen")]]
    assert len(set(rules)) == 3 and all(rule.startswith("de.meet.treffen") for rule in rules)


def test_an_empty_actor_cell_means_the_subject(root):
    assert load_lexicon("de", root).predicates[("VERB", "sagen")][0].actor == ("subj",)


def test_an_entry_knows_its_example_and_its_place(root):
    usage = load_lexicon("de", root).stances["Meinung"][0].usage
    assert (usage.example, usage.counterexample, usage.source.line) == ("e", "c", 2)


def test_an_ambiguous_given_name_proves_nothing(root):
    assert load_lexicon("de", root).given_names == {"Sergej"}


def test_a_lexicon_cannot_be_changed(root):
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_lexicon("de", root).language = "en"


@pytest.mark.parametrize(
    ("cell", "expected"), [("", ()), ("a", ("a",)), ("a | b", ("a", "b")), (" a |  | b ", ("a", "b"))]
)
def test_cells_hold_values_parted_by_bars(cell, expected):
    assert cell_values(cell) == expected


def test_german_and_english_are_there():
    assert {"de", "en"} <= set(languages())
    assert "shared" not in languages()


@pytest.mark.parametrize(
    "code", ["PRK", "RUS", "XKX", "SUN", "DDR", "YUG", "CSK", "UN", "EU", "NATO", "ASEAN", "SCO", "Hamas", "Taiwan"]
)
def test_every_party_of_the_guidelines_is_known(code):
    assert code in party_codes()


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_act_type_and_meeting_kind_can_be_said(language):
    lexicon = load_lexicon(language)
    said = {entry.type for entries in lexicon.predicates.values() for entry in entries}
    said |= {stance.type for stances in lexicon.stances.values() for stance in stances}
    assert set(ACT_TYPES) <= said
    assert set(ACT_TYPES) <= set(lexicon.acts)
    assert set(MEETING_KINDS) <= {word.kind for word in lexicon.meetings.forms.values()}


GUIDELINE_PLOVER = {
    "MEET": "CONSULT", "VISIT": "CONSULT", "DISCUSS": "CONSULT", "BRIEF": "CONSULT", "CONVEY": "CONSULT", "INVITE": "CONSULT",
    "ACCREDIT": "SUPPORT", "STATE": "", "PRAISE": "SUPPORT", "CRITICIZE": "ACCUSE", "URGE": "REQUEST", "REJECT": "REJECT",
    "WARN": "THREATEN", "AGREE": "AGREE", "PLEDGE": "AGREE", "SIGN": "SUPPORT", "COOPERATE": "COOPERATE", "AID": "AID",
    "CONCEDE": "CONCEDE", "SANCTION": "SANCTION", "PROTEST": "PROTEST", "MOBILIZE": "MOBILIZE", "COERCE": "COERCE",
    "ASSAULT": "ASSAULT",
}  # fmt: skip


@pytest.mark.parametrize(("type", "plover"), GUIDELINE_PLOVER.items())
def test_act_types_map_to_plover_as_the_guidelines_say(type, plover):
    assert load_lexicon("en").acts[type].plover == plover


@pytest.mark.parametrize("type", ["MEET", "VISIT", "SIGN", "CONVEY", "ACCREDIT", "COOPERATE", "CONCEDE", "SANCTION"])
def test_acts_without_content(type):
    assert not load_lexicon("en").acts[type].content


def test_acts_among_equals():
    equals = {act.type for act in load_lexicon("en").acts.values() if act.symmetric}
    assert equals == {"MEET", "DISCUSS", "AGREE", "SIGN", "COOPERATE"}
