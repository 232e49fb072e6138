"""Deep relations of a predicate: who is its subject, object and complements, whatever the voice, control or coordination."""

from __future__ import annotations

from collections.abc import Iterator

from communique.frames.datives import strayed_dative
from communique.lexicon import Lexicon
from communique.sentences import Sentence, Word
from communique.verbs import (
    first_conjunct,
    has_infinitive_mark,
    is_finite,
    is_gerund,
    is_infinitive,
    is_passive,
    verb_lemma,
)

DAYS = ("month", "weekday")
SUBJECT = ("nsubj", "csubj")
CLAUSES = ("ccomp", "csubj", "xcomp", "advcl", "acl", "acl:relcl", "parataxis")
PARTED = ("advcl", "dislocated", "vocative", "appos")
RELATIVE_TAGS = ("PRON", "DET", "ADV")
CASE_TAGS = ("ADP", "SCONJ", "PART", "ADV", "CCONJ")


class Valency:
    """The deep relations of one sentence's predicates; ask with the names of docs/lexicon.md (`obl:mit`, `poss`)."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon

    def find(self, head: Word, relation: str) -> tuple[Word, ...]:
        """Return the words that stand to `head` in a deep relation, nearest first; empty where there is none."""
        name, _, case = relation.partition(":")
        if name == "subj":
            return self.subjects(head)
        if name == "obj":
            return self.objects(head)
        if name == "iobj":
            return self._antecedents(self._datives(head))
        if name == "clause":
            return self.find(head, "ccomp") or self.find(head, "xcomp")
        if name == "poss":
            return self._possessors(head)
        if name in ("ccomp", "xcomp"):
            return self._clauses(head, name)
        if name in ("obl", "nmod"):
            return self._prepositional(head, case)
        return self.sentence.children(head, relation)

    # subject and object

    def subjects(self, head: Word) -> tuple[Word, ...]:
        """The deep subject; that of another clause where this one has none of its own."""
        above = self.sentence.head(head)
        if head.relation == "nsubj" and above is not None and self.sentence.children(above, "cop"):
            return (above,)  # "Gegenstand des Gesprächs war der Krieg": either noun may be the subject
        if head.upos in ("NOUN", "PROPN") and not self.sentence.children(head, "nsubj", "cop"):
            return ()
        if is_passive(self.sentence, head, self.lexicon):
            return self._agents(head)
        strayed = strayed_dative(self.sentence, head, self.lexicon)
        own = [
            child
            for child in self.sentence.children(head, *SUBJECT)
            if child.deprel != "nsubj:pass" and child is not strayed
        ]
        if own:
            return self._antecedents(own)
        return self._inherited_subject(head)

    def objects(self, head: Word) -> tuple[Word, ...]:
        """The deep object: the grammatical subject of a passive, the noun of an attributive participle."""
        if is_passive(self.sentence, head, self.lexicon):
            kept = self.sentence.children(head, "obj")
            if kept:  # "was accorded a welcome": the object stayed one, the subject is whom it went to
                return self._antecedents(kept)
            own = [child for child in self.sentence.children(head, "nsubj") if not self._is_expletive(child, head)]
            if own:
                return self._antecedents(own)
            above = self.sentence.head(head)
            if head.relation == "conj" and above is not None and above.upos == "VERB":
                if is_passive(self.sentence, above, self.lexicon):
                    return self.objects(above)
                return self._surface_subject(first_conjunct(self.sentence, head))  # "arrived and was received by"
            if head.relation in ("acl", "amod") and above is not None:
                return (above,)
            return self._antecedents(self.sentence.children(head, "obj"))
        strayed = strayed_dative(self.sentence, head, self.lexicon)
        objects = [
            child
            for child in self.sentence.children(head, "obj")
            if not self._is_reflexive(child) and child is not strayed and not self._is_expletive(child, head)
        ]
        return self._antecedents(objects or self._stray_objects(head) or self._misread_objects(head))

    def _is_expletive(self, word: Word, head: Word) -> bool:
        """ "It was noted that …": the clause is the object."""
        correlates = self.lexicon.words("clause", "correlates")
        return word.text.casefold() in correlates and bool(self._clauses(head, "ccomp") or self._clauses(head, "xcomp"))

    def _datives(self, head: Word) -> list[Word]:
        """Datives, or the objects that a parser took for accusative ("dankte ihm"): dative by form, or a name, whose form
        shows no case; a sum of money is none ("stellte 30 Millionen Euro bereit").
        """
        own = [child for child in self.sentence.children(head, "iobj") if not self.sentence.children(child, "nummod")]
        if not own and self.sentence.children(head, "obj"):  # "was accorded a welcome": to whom is the subject
            own = list(self.sentence.children(head, "nsubj:pass"))
        if own:
            return own
        strayed = strayed_dative(self.sentence, head, self.lexicon)
        if strayed is not None:
            return [strayed]
        objects = [child for child in self.sentence.children(head, "obj") if not self._is_reflexive(child)]
        return [child for child in objects if "Case=Dat" in child.feats or child.upos == "PROPN"]

    def _stray_objects(self, head: Word) -> list[Word]:
        """Names that a parser hung on a verb as if in apposition ("lud KIM JONG UN … ein")."""
        if head.upos != "VERB":
            return []
        return [
            child
            for child in self.sentence.children(head, "appos")
            if child.upos in ("PROPN", "NOUN") and not self.case(child)
        ]

    def _misread_objects(self, head: Word) -> list[Word]:
        """ "traf den Vorsitzenden …, Minister X": a dative where the verb takes people only as its object."""
        if self.lexicon.table("verbs").get("dative") != "bare" or head.upos != "VERB":
            return []
        entries = self.lexicon.predicates.get(("VERB", verb_lemma(self.sentence, head, self.lexicon)), ())
        takes = any("obj" in entry.recipient for entry in entries)
        if not takes or any("iobj" in (*entry.recipient, *entry.content, *entry.actor) for entry in entries):
            return []
        return [child for child in self.sentence.children(head, "iobj") if child.upos in ("NOUN", "PROPN")]

    def is_reflexive(self, head: Word) -> bool:
        """Tell whether a reflexive pronoun stands with the verb."""
        return any(self._is_reflexive(child) for child in self.sentence.children(head))

    def _is_reflexive(self, word: Word) -> bool:
        return word.upos == "PRON" and word.text.casefold() in self.lexicon.words("voice", "reflexive")

    def _agents(self, head: Word) -> tuple[Word, ...]:
        agents = self.sentence.children(head, "obl:agent")
        return agents or tuple(
            child
            for child in self.sentence.children(head, "obl")
            if self.case(child) in self.lexicon.words("voice", "agents")
        )

    def _inherited_subject(self, head: Word) -> tuple[Word, ...]:
        above = self.sentence.head(head)
        if parted := self._parted_subject(head):
            return (parted,)
        if above is None or above.upos not in ("VERB", "ADJ", "AUX", "NOUN", "PROPN"):
            return ()
        if head.relation == "conj":
            first = first_conjunct(self.sentence, head)
            if first.upos in ("VERB", "ADJ", "AUX"):
                return self._surface_subject(first)
            return ()
        if head.relation == "xcomp" or head.relation == "ccomp" and is_infinitive(head):
            return self.objects(above) or self.find(above, "iobj") or self._surface_subject(above)
        if (framing := self.framing_verb(head)) is not None:
            return self._surface_subject(framing)
        if head.relation in ("advcl", "parataxis") and not self._has_subordinator(head):
            return self._surface_subject(above)
        if head.relation == "acl" and above.upos in ("NOUN", "PROPN"):
            return (above,) if is_gerund(head) else ()
        return ()

    def _parted_subject(self, head: Word) -> Word | None:
        """ "Solberg, for his part, reiterated …": a name before a finite verb that a parser took for a clause."""
        if not is_finite(head):
            return None
        before = (child for child in self.sentence.children(head, *PARTED) if child.index < head.index)
        return next((word for word in before if word.upos == "PROPN" and not self.case(word)), None)

    def _surface_subject(self, head: Word) -> tuple[Word, ...]:
        """The subject as the grammar has it: participials and coordinated verbs share that, even of a passive."""
        own = self.sentence.children(head, "nsubj")
        return self._antecedents(own) if own else self.subjects(head)

    def _has_subordinator(self, head: Word) -> bool:
        marks = self.sentence.children(head, "mark")
        return any(
            mark.text.casefold() not in self.lexicon.words("clause", "purpose") and mark.upos == "SCONJ"
            for mark in marks
        )

    def _antecedents(self, words: Iterator[Word] | tuple[Word, ...] | list[Word]) -> tuple[Word, ...]:
        return tuple(self.antecedent(word) for word in words)

    def antecedent(self, word: Word) -> Word:
        """A relative pronoun stands for the noun its clause hangs on."""
        if word.upos not in RELATIVE_TAGS or not self.is_relative(word):
            return word
        clause = word
        while clause.deprel not in ("acl:relcl", "acl") and (above := self.sentence.head(clause)) is not None:
            clause = above
        noun = self.sentence.head(clause)
        if noun is not None and clause.deprel in ("acl:relcl", "acl"):
            return noun
        return self._far_antecedent(word) or word

    def _far_antecedent(self, word: Word) -> Word | None:
        """ "traf mit Präsident X zusammen, der zu Besuch weilt": behind the verb's last part a parser loses the noun."""
        clause = self.sentence.head(word)
        above = self.sentence.head(clause) if clause is not None else None
        if above is None or clause is None or clause.relation not in ("ccomp", "advcl", "parataxis"):
            return None
        signs = {each for each in word.feats.split("|") if each.startswith(("Gender=", "Number="))}
        phrases = self.sentence.children(above, "nsubj", "obj", "iobj", "obl")
        fits = [each for each in phrases if each.index < word.index and signs <= set(each.feats.split("|"))]
        return fits[-1] if fits else None

    def is_relative(self, word: Word) -> bool:
        """Tell whether a word is a relative pronoun."""
        return "PronType=Rel" in word.feats or word.xpos in ("PRELS", "PRELAT")

    # complements

    def _clauses(self, head: Word, kind: str) -> tuple[Word, ...]:
        found = [child for child in self.sentence.children(head, *CLAUSES) if child.relation != "parataxis"]
        if kind == "xcomp":
            own = [child for child in found if self._is_infinitive(child) or self.is_gerund_object(child, head)]
            return tuple(own or self._asked(head))
        return tuple(
            child for child in found
            if child.relation in ("ccomp", "xcomp", "csubj") and not self._is_infinitive(child)
            and not self._is_predicative(child)
            or child.deprel == "acl" and self._introduced(child)
        )  # fmt: skip

    def _asked(self, head: Word) -> list[Word]:
        """ "urged the rebels to stop": the infinitive that a parser hung on those who are asked."""
        if head.lemma not in self.lexicon.words("clause", "asking"):
            return []
        below = [
            child
            for each in self.sentence.children(head, "obj", "iobj", "obl")
            for child in self.sentence.children(each, "acl")
        ]
        return [child for child in below if self._is_infinitive(child)]

    def framing_verb(self, word: Word) -> Word | None:
        """ "He began by thanking the President", "opened the meeting by thanking him": the verb that only says when."""
        above = self.sentence.head(word)
        if not is_gerund(word) or above is None or word.relation not in ("advcl", "acl"):
            return None
        verb = self.sentence.head(above) if above.upos == "NOUN" else above
        agents = self.lexicon.words("voice", "agents")
        marked = any(mark.text.casefold() in agents for mark in self.sentence.children(word, "mark"))
        framing = verb is not None and verb.lemma in self.lexicon.words("clause", "framing")
        return verb if marked and framing else None

    def is_gerund_object(self, word: Word, head: Word) -> bool:
        """ "proposed hosting a summit": an unmarked gerund straight after its verb is what the verb speaks of."""
        return (
            word.relation in ("advcl", "xcomp")
            and is_gerund(word)
            and word.index == head.index + 1
            and not self.sentence.children(head, "obj")
            and not self.sentence.children(word, "mark")
        )

    def _is_predicative(self, word: Word) -> bool:
        """ "machte deutlich, dass …": the adjective is part of the predicate, no clause that says something."""
        return word.relation == "xcomp" and word.upos == "ADJ" and not self.sentence.children(word, "cop", "nsubj")

    def _introduced(self, head: Word) -> bool:
        words = self.lexicon.words("clause", "subordinators")
        return any(
            child.text.casefold() in words for child in self.sentence.children(head, "mark", "advmod", "obj", "nsubj")
        )

    def _is_infinitive(self, head: Word) -> bool:
        if head.relation in ("advcl", "acl") and self._has_subordinator(head):
            return False
        if head.deprel == "acl:relcl":
            return False
        carriers = (head, *self.sentence.children(head, "aux", "cop", "aux:pass"))
        return (
            any(has_infinitive_mark(self.sentence, each, self.lexicon) for each in carriers)
            or is_infinitive(head)
            and not any(is_finite(each) for each in carriers)
        )

    def _possessors(self, head: Word) -> tuple[Word, ...]:
        own = self.sentence.children(head, "nmod:poss", "det:poss")
        bare = [
            child for child in self.sentence.children(head, "nmod")
            if child.deprel == "nmod" and self.case(child) == "" or self.case(child) == "of" and self.lexicon.language == "en"
        ]  # fmt: skip
        return own or tuple(bare)  # "Russia's invasion of Ukraine" is Russia's

    def _prepositional(self, head: Word, case: str) -> tuple[Word, ...]:
        """Phrases with a preposition (any, where `case` is empty); those a parser hung on the object come last."""
        if case:
            phrases = self.sentence.children(head, "obl", "nmod", "advcl", "acl")
            own = [
                child for child in phrases if self.case(child) == case and (child.relation != "acl" or is_gerund(child))
            ]
        else:
            own = [child for child in self.sentence.children(head, "obl", "nmod") if self.case(child)]
        if not own and head.upos in ("VERB", "AUX", "ADJ") and case:
            own = [
                child
                for noun in self.sentence.children(head, "obj", "nsubj:pass", "iobj")
                for child in self.sentence.children(noun, "nmod", "obl")
                if self.case(child) == case
            ]
        matters = [phrase for phrase in own if not self.lexicon.is_in_calendar(phrase.text, DAYS)]
        return self._antecedents(matters)  # "conferred on Monday" tells no matter

    def case(self, word: Word) -> str:
        """The preposition of a phrase as its lemma ("mit", "as well as" → "as"); empty where there is none."""
        relations = ("case", "mark", "cc") if word.relation == "obl" else ("case", "mark")  # "als" is read as "cc"
        cases = [
            child
            for child in self.sentence.children(word, *relations)
            if child.upos in CASE_TAGS and child.index < word.index
        ]
        if not cases and (behind := self._postposition(word)):
            return behind
        if cases or word.upos != "PROPN":
            return cases[0].lemma.casefold() if cases else ""
        for child in self.sentence.children(word, "amod", "compound", "flat"):  # hung on the first part of a name
            if child.upos == "PROPN" and child.index < word.index and (case := self.case(child)):
                return case
        return ""

    def _postposition(self, word: Word) -> str:
        """ "machte ihm gegenüber deutlich", "dem Bericht zufolge": the preposition behind its noun."""
        last = max(self.sentence.subtree(word), key=lambda each: each.index)
        after = last if last.upos == "ADP" and last is not word else None
        if after is None and last.index + 1 < len(self.sentence):
            after = self.sentence[last.index + 1]
        if after is None or after.text.casefold() not in self.lexicon.words("clause", "postpositions"):
            return ""
        return after.lemma.casefold()
