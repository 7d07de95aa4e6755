"""What a typer sees of an act between two given actors: the codes of the rules, the words between and around."""

from collections.abc import Iterator, Sequence

from tertius.codebooks.quads import quad_of
from tertius.model import Sentence
from tertius.texts.acts import Act, Finder
from tertius.texts.lexicon import root_of
from tertius.texts.lookup import Lookup
from tertius.texts.standing import settle
from tertius.texts.tree import Tree

Span = tuple[int, int]
_SKIPPED = frozenset({"PUNCT", "SPACE", "DET", "SYM"})
_NAMED = frozenset({"PROPN", "NUM"})
_FAR = 6


def features(sentence: Sentence, source: Span, target: Span) -> list[str]:
    """Name the features that an act from source to target has; spans are characters of the document.

    The rules' codes of acts whose sides overlap the two spans come first, then dictionary forms on the shortest way
    between the two through the grammar, of the verbs above the source, and of all words of the sentence.
    """
    tree = Tree(sentence)
    a, b = _head(tree, source), _head(tree, target)
    found = [f"w:{word.lemma}" for word in tree.words if word.pos not in _SKIPPED | _NAMED]
    found += [f"{name}:{value}" for name, value in _rules(tree, source, target)]
    path = _path(tree, a, b)
    found += [f"p:{tree.words[i].lemma}" for i in path if tree.words[i].pos not in _NAMED]
    found += [f"d:{tree.words[i].dep}" for i in path]
    found += [f"v:{one}" for one in _verbs(tree, a)] + [f"t:{one}" for one in _verbs(tree, b)]
    found += _words_between(tree, a, b)
    return list(dict.fromkeys(found))


def _head(tree: Tree, span: Span) -> int:
    """The word that heads a span: the one whose own head lies outside."""
    inside = [i for i, word in enumerate(tree.words) if word.start < span[1] and span[0] < word.end]
    return next((i for i in inside if tree.words[i].head not in inside or tree.words[i].head == i), (inside or [0])[0])


def _touches(act: Act, span: Span) -> bool:
    sides = [one.mention for one in (*act.sources, *act.targets)]
    return any(one.start < span[1] and span[0] < one.end for one in sides)


def _rules(tree: Tree, source: Span, target: Span) -> Iterator[tuple[str, str]]:
    """Codes and roots by how many of the two sides an act of the rules has."""
    for number, act in enumerate(Finder(tree).acts()):
        settled, polarity = settle(tree, act)
        sides = _touches(settled, source) + _touches(settled, target)
        yield f"r{sides}", root_of(settled.code)
        yield f"c{sides}", settled.code
        yield f"e{sides}", str(settled.effect)
        yield f"q{sides}", str(quad_of(settled.code))
        yield f"l{sides}", " ".join(tree.words[one].lemma for one in settled.words)
        yield f"s{sides}", f"{polarity}:{root_of(settled.plain)}"
        if number == 0:
            yield "first", root_of(settled.code)


def _up(tree: Tree, word: int) -> list[int]:
    way = [word]
    while tree.words[way[-1]].head != way[-1]:
        way.append(tree.words[way[-1]].head)
    return way


def _path(tree: Tree, a: int, b: int) -> list[int]:
    """Words on the way from one to the other through the grammar, without the two."""
    left, right = _up(tree, a), _up(tree, b)
    meet = next((one for one in left if one in right), left[-1])
    way = left[: left.index(meet) + 1] + (right[: right.index(meet)][::-1] if meet in right else [])
    return [one for one in way if one not in {a, b}]


def _verbs(tree: Tree, word: int) -> Sequence[str]:
    """The verbs above a word, nearest first, with their particles and how the rules read them."""
    lookup = Lookup(tree)
    verbs = [one for one in _up(tree, word)[1:] if tree.verbal(one)][:2]
    found = []
    for near, one in enumerate(verbs):
        found += [f"{near}{key}" for key in lookup.keys(one)]
        found += [f"{near}#{effect}" for effect in lookup.effects(one)]
        code = lookup.code(one)
        found += [f"{near}@{root_of(code)}"] if code else []
        found += [f"{near}aux {tree.words[kid].text.lower()}" for kid in tree.below(one, "aux", "auxpass", "neg")]
        for kid in tree.below(one, "dobj", "nsubjpass", "attr"):
            named = lookup.noun_code(kid, as_object=True)
            found += [f"{near}obj {tree.words[kid].lemma}", *([f"{near}obj@{root_of(named)}"] if named else [])]
    return found


def _words_between(tree: Tree, a: int, b: int) -> list[str]:
    low, high = sorted((a, b))
    if high - low - 1 > _FAR * 2:
        return []
    return [f"b:{word.lemma}" for word in tree.words[low + 1 : high] if word.pos not in _SKIPPED | _NAMED]
