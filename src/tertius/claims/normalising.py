"""A claim in neutral words, written from its slots alone: no word of the text gets in, loaded or quoted."""

from collections.abc import Callable
from typing import NamedTuple

from tertius.claims.notions import Notion
from tertius.claims.windows import Window
from tertius.model import ClaimType, Dyad, Says

_ADVERBS = {"definitive": "definitively ", "full": "fully "}
_HOLDS = {
    Says.HOLDS: "is {noun}",
    Says.LOST: "is {adverb}no longer {noun}",
    Says.LACKS: "is not {noun}",
    Says.GAINED: "has become {noun}",
    Says.NOMINAL: "is only in name {noun}",
    Says.RISES: "is becoming more of {noun}",
    Says.FALLS: "is becoming less of {noun}",
    Says.MORE_THAN: "is more of {noun}",
}
_DOES = {
    Says.LOST: "{adverb}no longer {act}",
    Says.LACKS: "does not {plain}",
    Says.RISES: "{act} more than before",
    Says.FALLS: "{act} less than before",
    Says.MORE_THAN: "{act} more",
}
_KINDS = {ClaimType.NORMATIVE: "Judgement or figure of speech", ClaimType.CONSTRUCT: "Claim of a quality"}


class Hypothesis(NamedTuple):
    """Slots that a sentence is written from: a measured notion, which way, of whom, toward whom, against whom."""

    notion: Notion
    says: Says
    actor: str
    pair: Dyad
    other: str | None
    quantifier: str
    window: Window | None = None


def sentence_of(claimed: Hypothesis, title: Callable[[str], str], *, foreseen: bool = False) -> str:
    """Write a hypothesis as a sentence, such as *Russia is no longer a mediator between Armenia and Azerbaijan.*

    Args:
        claimed: The slots.
        title: Display name of an actor id.
        foreseen: Whether it is said of the time ahead.
    """
    toward = _toward(claimed.notion, claimed.actor, claimed.pair, title)
    adverb = _ADVERBS.get(claimed.quantifier, "") if claimed.says is Says.LOST else ""
    noun, act = f"{claimed.notion.noun}{toward}", f"{claimed.notion.verb}{toward}"
    forms = _HOLDS if claimed.notion.noun else _DOES
    first, *rest = act.split(" ")
    plain = " ".join((first.removesuffix("s"), *rest))
    written = forms.get(claimed.says, "{act}").format(adverb=adverb, noun=noun, act=act, plain=plain)
    against = f" than {_named(title, claimed.other)}" if claimed.says is Says.MORE_THAN and claimed.other else ""
    name = _named(title, claimed.actor)
    when = "Foreseen" if foreseen else _when(claimed.window, claimed.says) if claimed.window else ""
    return f"{when}: {name} {written}{against}." if when else f"{_capital(name)} {written}{against}."


def _when(window: Window, said: Says) -> str:
    """The time of which a claim speaks, as dates; what *was never* so was not in that time as a whole."""
    if window.since is None and window.once and said is Says.LACKS:
        return f"In the time up to {window.until} as a whole"
    if window.since is None:
        return f"{'Once, in the time' if window.once else 'In the time'} up to {window.until}"
    return f"From {window.since} to {window.until}"


def placeholder(kind: ClaimType, notion: Notion | None, actors: tuple[str, ...], title: Callable[[str], str]) -> str:
    """Say what a sentence is about where it makes no hypothesis: its kind, its notion, whom it names."""
    about = f" about {notion.name}" if notion else ""
    names = [_named(title, actor) for actor in actors]
    joined = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    whom = f", naming {joined}" if joined else ""
    what = _KINDS.get(kind, f"{kind.value.capitalize()} claim")
    if kind is ClaimType.NORMATIVE and notion is not None and notion.measure is None:
        what = "Statement"  # whether it judges or tells a fact, nothing measures it
    return f"{what}{about}{whom}."


def _toward(notion: Notion, actor: str, pair: Dyad, title: Callable[[str], str]) -> str:
    a, b = (_named(title, side) for side in (pair.a, pair.b))
    if notion.of not in ("sides", "mutual"):
        return f" for {a} and {b}" if notion.name == "reference" else f" between {a} and {b}"
    far = b if actor == pair.a else a
    # a verb of the table, such as "keeps its promises to", ends where its object begins
    return f" of {far}" if notion.noun else f" {far}"


_WITH_ARTICLE = ("United ", "European ", "OSCE", "Netherlands", "Philippines")


def _named(title: Callable[[str], str], actor: str) -> str:
    name = title(actor)
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
