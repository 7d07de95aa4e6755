"""A small tree of an HTML page, strict enough to notice an element left open."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"td", "th", "tr", "li", "p", "div", "dt", "dd", "h1", "h2", "h3", "h4", "caption", "summary"}
VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Node:
    tag: str
    attrs: dict[str, str | None]
    parent: "Node | None" = None
    children: list["Node | str"] = field(default_factory=list)

    def __iter__(self):
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child

    def all(self, *tags: str) -> list["Node"]:
        return [node for node in self if node.tag in tags]

    def with_class(self, name: str) -> list["Node"]:
        return [node for node in self if name in (node.attrs.get("class") or "").split()]

    def by_id(self, id_: str) -> "Node":
        (found,) = [node for node in self if node.attrs.get("id") == id_]
        return found

    @property
    def text(self) -> str:
        return " ".join(self._words().split())

    def _words(self) -> str:
        inner = "".join(child if isinstance(child, str) else child._words() for child in self.children)
        return f" {inner} " if self.tag in BLOCKS else inner


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Node("#root", {})

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> repeats an attribute"
        node = Node(tag, dict(attrs), self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag, attrs):
        self.here.children.append(Node(tag, dict(attrs), self.here))

    def handle_endtag(self, tag):
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent

    def handle_data(self, data):
        self.here.children.append(data)


def read(text: str) -> Node:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is left open"
    return reader.root
