"""What goes wrong in the telling: acts turned round, coded as others, laid to other actors and other places."""

import numpy as np

from tertius.codebooks.quads import Quad
from tertius.simulate.acts import Bools, Floats, Stage
from tertius.simulate.chance import Chance, Purpose, whole_number
from tertius.simulate.codes import ROOTS, Ints, in_quads
from tertius.simulate.media import Media, PressBloc, code_weights

_HOSTILE = in_quads(Quad.VX, Quad.MX)
_WORDINGS = 1 << 16
Rows = dict[str, Ints]


def garble(chance: Chance, stage: Stage, rows: Rows, media: Media, blocs: tuple[PressBloc, ...]) -> None:
    """Inversion, wrong codes, wrong actors and wrong places, story by story; the columns are changed in place.

    Args:
        chance: Where the draws come from.
        stage: The world.
        rows: Stories: ``act``, ``press`` (number of the bloc's name) and ``copy``, which name the draws; ``bloc``,
            ``source``, ``target``, ``code`` and ``place`` as they were, all [N]. ``wording`` is added.
        media: The chances of errors.
        blocs: The blocs that ``bloc`` counts.
    """
    where, size = (rows["act"], rows["press"], rows["copy"]), len(stage.world.actors)
    turns, coded, recoded, worded = chance.numbers(Purpose.CODING, *where)
    named, which, renamed, placed = chance.numbers(Purpose.NAMING, *where)
    inverter = media.inverter(stage.world)
    if inverter is not None and media.inversion > 0:
        number = [bloc.name for bloc in blocs].index(inverter)
        home = [stage.number(actor) for actor in blocs[number].home]
        turned = (rows["bloc"] == number) & _HOSTILE[rows["code"]] & np.isin(rows["source"], home)
        turned &= turns < media.inversion
        rows["source"], rows["target"] = (
            np.where(turned, rows["target"], rows["source"]),
            np.where(turned, rows["source"], rows["target"]),
        )
    rows["code"] = _miscoded(rows["code"], media, coded, recoded)
    _mistake_actors(rows, named < media.actor_error, which < 0.5, whole_number(renamed, size - 2))
    lost = (placed < media.place_error) & (rows["place"] >= 0)
    # inside the part that is lost the point is uniform again
    rows["place"] = np.where(lost, whole_number(placed / max(media.place_error, 1e-12), size), rows["place"])
    rows["wording"] = whole_number(worded, _WORDINGS)


def _miscoded(code: Ints, media: Media, draw: Floats, other: Floats) -> Ints:
    """Draw the code told for each code done, by two numbers each.

    The chances are those of :func:`tertius.simulate.media.confusion`.
    """
    roots, first, count = np.unique(np.asarray(ROOTS), return_index=True, return_counts=True)
    root = np.searchsorted(roots, np.asarray(ROOTS))[code]
    step = 1 + np.floor(other * (count[root] - 1)).astype(np.int64)
    sibling = first[root] + (code - first[root] + step) % count[root]
    edge = np.concatenate([[0.0], np.cumsum(code_weights())])
    low, high = edge[first[root]], edge[first[root] + count[root]]
    point = other * (1.0 - (high - low))
    point += np.where(point >= low, high - low, 0.0)
    stranger = np.clip(np.searchsorted(edge, point, side="right") - 1, 0, len(ROOTS) - 1)
    wrong = np.where(draw < media.root_error, stranger, sibling)
    return np.where(draw < media.leaf_error, wrong, code).astype(np.int64)


def _mistake_actors(rows: Rows, wrong: Bools, at_source: Bools, other: Ints) -> None:
    """Replace one of the two actors by some other actor that is neither: the given one, counted among the others."""
    source, target = rows["source"], rows["target"]
    low, high = np.minimum(source, target), np.maximum(source, target)
    other = other + (other >= low)
    other += other >= high
    rows["source"] = np.where(wrong & at_source, other, source)
    rows["target"] = np.where(wrong & ~at_source, other, target)
