"""From the sentences of a text to claims: typed, with slots, in neutral words, for a human to correct.

Every sentence gives at least one claim, so that none drops out of sight; one whose slots are not found abstains and
says why. Nothing in the text is obeyed: it is matched against tables, never run.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, count

from tertius.claims import abstaining, attributing, elsewhere, ranked, slots, windows
from tertius.claims.acts import plain_act
from tertius.claims.asserting import Clause, asserted, quantifier_of, time_of
from tertius.claims.bonds import bonds
from tertius.claims.brief import Brief
from tertius.claims.conduct import Conduct, conduct, over
from tertius.claims.copula import aside, becomes, plain_role
from tertius.claims.cues import cues
from tertius.claims.directions import DOWN, UP, moves
from tertius.claims.framing import told_ahead, truth
from tertius.claims.normalising import Hypothesis, placeholder, sentence_of
from tertius.claims.notions import Found, chosen, found_in
from tertius.claims.pointing import Spoken, spoken_of
from tertius.claims.qualifying import note
from tertius.claims.saying import presupposed
from tertius.claims.seats import NOTE, as_the_union, read_seats
from tertius.claims.splitting import clauses, predicate, predicates
from tertius.claims.tense import former, goes_on, tense
from tertius.claims.typing import NONE, chances, kind_of, shipped
from tertius.claims.undergone import undergone
from tertius.model import Claim, ClaimType, Dyad, Says, Sentence, Wording

_OF_A_TIME = (ClaimType.ROLE, ClaimType.TREND, ClaimType.FORECAST)


def extract(sentences: Sequence[Sentence], brief: Brief) -> tuple[Claim, ...]:
    """The claims of a text, in order; ids tell the sentence, the clause and the notion (``s24-arbiter``).

    Args:
        sentences: The sentences of the text, with the actors named in them.
        brief: The arena, the day and whom measures report on.
    """
    sentences = read_seats(sentences)
    parts = [(part, whole) for whole in sentences for part in clauses(whole, _measured)]
    spoken = spoken_of([part for part, _ in parts])
    focus = slots.focus(sentences, brief.arena)
    claims: list[Claim] = []
    for (part, whole), one in zip(parts, spoken, strict=True):
        for said in _each_read(part, whole, one, brief.made_on):
            claims += _claims(said, brief, focus)
    return _numbered(claims)


def _measured(part: Sentence) -> bool:
    return any(one.notion.measure is not None for one in found_in(part))


def _each_read(part: Sentence, whole: Sentence, spoken: Spoken, made_on: date) -> list[Clause]:
    """A clause, or each predicate that tells of a role, a trend, conduct or the future in a tense of its own."""
    read = [_read(one, whole, spoken, made_on) for one in _by_tense(part)]
    if len(read) > 1:
        read = [one for one in read if one.type in _OF_A_TIME or one.conduct]
    return read or [_read(part, whole, spoken, made_on)]


def _by_tense(part: Sentence) -> tuple[Sentence, ...]:
    """The predicates of a clause that say something measured, each by itself where their tenses differ."""
    parts = predicates(part)
    measured = tuple(one for one in parts if _measured(one))
    if goes_on(part) or len(parts) == len(measured) == 1 or not measured:
        return (part,)
    tenses = {tense(one, one.words[one.root].start - one.start) for one in (parts if len(measured) == 1 else measured)}
    return measured if len(tenses) > 1 else (part,)


def _read(part: Sentence, whole: Sentence, spoken: Spoken, made_on: date) -> Clause:
    seen = cues(part, spoken.actors)
    found = chances(seen, shipped())
    label = kind_of(found, seen)
    kind = ClaimType.NORMATIVE if label == NONE else ClaimType(label)
    still = kind is ClaimType.TREND and not moves(part)  # "has been a mediator since 1999" does not rise
    if (still or kind in (ClaimType.EVENT, ClaimType.NORMATIVE) or becomes(part)) and plain_role(part):
        kind = ClaimType.ROLE
    if kind is ClaimType.FORECAST and plain_role(part) and (truth(part) is not None or told_ahead(part)):
        kind = ClaimType.ROLE
    if kind is ClaimType.NORMATIVE and plain_act(part, seen):
        kind = ClaimType.EVENT
    unread = kind is ClaimType.COMPARISON or (kind is ClaimType.CAUSAL and (seen["because"] or seen["leads"]))
    acts = () if unread else conduct(part) or undergone(part) or bonds(part)
    if kind is ClaimType.EVENT and any(_told_as_an_act(part, one, made_on) for one in acts):
        acts = ()
    if acts and slots.outdoes(part):
        kind, acts = ClaimType.COMPARISON, ()
    return Clause(part, whole, spoken, kind, found.get(kind.value, found[label]), chances=found, conduct=acts)


def _told_as_an_act(part: Sentence, acts: Conduct, made_on: date) -> bool:
    """Whether conduct is told of the past without a time that it filled."""
    told = acts.says is not Says.LOST and bool(over(part, acts.found))  # a loss is dated, whatever its tense
    return told and windows.window(part, acts.found.start, made_on) is None


def _claims(clause: Clause, brief: Brief, focus: Sequence[Dyad]) -> list[Claim]:
    if clause.conduct:
        return _claims_with_conduct(clause, brief, focus)
    if (said := ranked.sovereign(clause.sentence)) is not None:
        return [_of_rank(clause, *said, brief)]
    found = chosen(found_in(clause.sentence), clause.type)
    if clause.type is ClaimType.NORMATIVE and found and found[0].notion.name == "sovereignty":
        clause = replace(clause, type=ClaimType.CONSTRUCT)
    claims = [claim for one in found for claim in _said_of_each(clause, one, brief, focus)]
    claims = claims or [_claim(clause, None, brief, focus)]
    if clause.type in (ClaimType.EVENT, ClaimType.NORMATIVE):
        passing = [one for one in found_in(clause.sentence) if one.notion.measure and aside(clause.sentence, one.start)
                   and former(clause.sentence, one.start)]  # fmt: skip
        claims += [_claim(replace(clause, type=ClaimType.ROLE), one, brief, focus) for one in passing]
    behind = presupposed(clause.type, clause.sentence.text, found)
    if behind is not None:
        way = None if clause.type is ClaimType.CAUSAL else UP
        more = _claim(replace(clause, type=behind, given=way), found[0], brief, focus)
        if more.measure is not None and more.wording is not None:
            note = f"taken for granted in a {clause.type.value} claim"
            claims.append(replace(more, wording=replace(more.wording, flags=(note,))))
    return claims


def _of_rank(clause: Clause, actor: str, says: Says, brief: Brief) -> Claim:
    """The claim that a state is among the more sovereign ones, or is not; of no pair."""
    wording = _wording(clause, ranked.MEASURE, UP if says is Says.HOLDS else DOWN, ())
    denied = "" if says is Says.HOLDS else " not"
    return Claim(
        f"s{clause.sentence.number + 1:02d}",
        f"{brief.title(actor)} is{denied} more sovereign than most states.",
        ClaimType.CONSTRUCT,
        brief.name,
        None,
        actor,
        ranked.MEASURE,
        says,
        brief.made_on,
        source=brief.source,
        wording=replace(wording, flags=(*wording.flags, ranked.NOTE)),
    )


def _claims_with_conduct(clause: Clause, brief: Brief, focus: Sequence[Dyad]) -> list[Claim]:
    """The claims of plain conduct, and of the roles that are said beside it."""
    each = [replace(clause, type=one.type, confidence=clause.chances[one.type.value], conduct=(one,))
            for one in clause.conduct]  # fmt: skip
    claims = [claim for one in each for claim in _claims_of_conduct(one, one.conduct[0], brief, focus)]
    told = {one.found.notion.name for one in clause.conduct}
    roles = [one for one in found_in(clause.sentence) if one.notion.measure and one.notion.name not in told]
    if clause.type is ClaimType.ROLE:
        claims += [claim for one in roles for claim in _said_of_each(replace(clause, conduct=()), one, brief, focus)]
    return claims


def _claims_of_conduct(clause: Clause, acts: Conduct, brief: Brief, focus: Sequence[Dyad]) -> list[Claim]:
    """The claim on each actor of a plain sentence of conduct, toward the one that is named."""
    claims = []
    for actor in acts.actors:
        toward = acts.toward or next((one for one in acts.actors if one != actor), None)
        known = clause.spoken
        if toward is not None and acts.found.notion.of == "sides":
            known = replace(known, actors=(actor, toward))
        claims.append(_claim(replace(clause, spoken=known), acts.found, brief, focus, actor))
    return [claims[0], *(one for one in claims[1:] if one.measure is not None)]


def _said_of_each(clause: Clause, found: Found, brief: Brief, focus: Sequence[Dyad]) -> list[Claim]:
    """The claim a notion makes, and the same of everybody who is joined to its subject (*X and Y are ...*)."""
    first = _claim(clause, found, brief, focus)
    if first.measure is None or first.actor is None or found.notion.of != "third":
        return [first]
    more = (_claim(clause, found, brief, focus, one) for one in slots.joined_to(clause.sentence, first.actor))
    return [first, *(one for one in more if one.measure is not None)]


def _claim(clause: Clause, found: Found | None, brief: Brief, focus: Sequence[Dyad], actor: str | None = None
           ) -> Claim:  # fmt: skip
    part, spoken = clause.sentence, clause.spoken
    # two roles in one sentence may have subjects of their own
    actor = actor or slots.subject(part, found.start if found else 0, spoken)
    pair, guessed = slots.pair_of(found, actor, spoken, brief.arena, focus)
    other = slots.compared_with(part, actor) if actor else None
    # what goes for one predicate of a subject does not go for another
    near = predicate(part, found.start) if found else part
    way, said, past = asserted(clause, found, other, near)
    if said is Says.NONE and actor and other and clause.type is ClaimType.COMPARISON and slots.less_than(part):
        actor, other, said = other, actor, Says.MORE_THAN
    then = time_of(clause, found, said, past, brief.made_on)
    place = elsewhere.place(part, {pair.a, pair.b, actor}) if guessed and pair and actor else ""
    why = abstaining.reason(part, clause.type, abstaining.Asserted(found, actor, pair, said, past, then, place), brief)
    hypothesis = None
    if not why and found is not None and actor is not None and pair is not None:
        hypothesis = Hypothesis(found.notion, said, actor, pair, other, slots.quantifier(near), then)
    inferred = [name for name, is_so in (("actor", actor in spoken.pointed), ("pair", guessed)) if is_so and hypothesis]
    notion = found.notion.name if found else ""
    return Claim(
        f"s{part.number + 1:02d}",
        sentence_of(hypothesis, brief.title, foreseen=clause.type is ClaimType.FORECAST)
        if hypothesis
        else placeholder(clause.type, found.notion if found else None, spoken.named, brief.title),
        clause.type,
        brief.name,
        pair if hypothesis else None,
        actor if hypothesis or actor in spoken.named else None,
        hypothesis.notion.measure if hypothesis else None,
        said if hypothesis else Says.NONE,
        brief.made_on,
        quantifier=quantifier_of(clause, near, then if hypothesis else None),
        other=hypothesis.other if hypothesis and said is Says.MORE_THAN else None,
        why_not=why,
        source=brief.source,
        since=then.since if then else windows.carried(part, found.start if found else 0, clause.whole, brief.made_on),
        until=then.until if hypothesis and then else None,
        wording=_wording(clause, notion, way, inferred, note(part, found, said if hypothesis else Says.NONE)),
    )


def _wording(clause: Clause, notion: str, way: str | None, inferred: Sequence[str], notes: tuple[str, ...] = ()
             ) -> Wording:  # fmt: skip
    part, whole = clause.sentence, clause.whole
    return Wording(
        sentence=whole.text.strip(),
        start=whole.start,
        end=whole.start + len(whole.text.strip()),
        attribution=attributing.speaker(whole).name,
        condition=attributing.condition(part),
        notion=notion,
        direction=way or "",
        confidence=round(clause.confidence, 3),
        inferred=tuple(inferred),
        flags=attributing.flags(part if clause.type is ClaimType.FORECAST else whole)
        + ((NOTE,) if as_the_union(part) else ())
        + notes,
    )


def _numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims with ids of their own: several of one sentence name their notion, and count where that is the same."""
    found: dict[str, Claim] = {}
    sentences = Counter(claim.claim_id for claim in claims)
    for claim in claims:
        notion = claim.wording.notion if claim.wording and claim.wording.notion else "rest"
        name = claim.claim_id if sentences[claim.claim_id] == 1 else f"{claim.claim_id}-{notion}"
        tries = chain((name,), (f"{name}-{number}" for number in count(2)))
        own = next(one for one in tries if one not in found)
        found[own] = replace(claim, claim_id=own)
    return tuple(found.values())
