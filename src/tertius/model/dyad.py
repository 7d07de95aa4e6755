"""Pairs and the third parties outside them."""

from dataclasses import dataclass

from tertius.model.errors import UsageError


@dataclass(frozen=True, order=True)
class Dyad:
    """Two different actors, no order: ``Dyad.of(x, y) == Dyad.of(y, x)``."""

    a: str
    b: str

    def __post_init__(self) -> None:
        if not self.a or not self.b or self.a >= self.b:
            raise UsageError(
                f"a dyad needs two different actors in alphabetical order, got {self.a!r}, {self.b!r}",
                hint="build it with Dyad.of(x, y)",
            )

    @classmethod
    def of(cls, x: str, y: str) -> "Dyad":
        """Build the dyad of two actors given in any order."""
        return cls(*sorted((x, y)))

    @classmethod
    def read(cls, text: str) -> "Dyad":
        """Read ``ARM-AZE``.

        Raises:
            UsageError: The text is not two different ids joined by one hyphen.
        """
        parts = text.upper().split("-")
        if len(parts) != 2 or parts[0] == parts[1]:
            raise UsageError(f"{text!r} is not a pair", hint="write two different actor ids, such as ARM-AZE")
        return cls.of(*parts)

    def __contains__(self, actor: str) -> bool:
        """Tell whether an actor is one of the two."""
        return actor in (self.a, self.b)

    def __str__(self) -> str:
        """Return ``A-B``."""
        return f"{self.a}-{self.b}"


@dataclass(frozen=True, order=True)
class Triad:
    """A pair and an actor outside it; roles belong to the third."""

    dyad: Dyad
    third: str

    def __post_init__(self) -> None:
        if self.third in self.dyad:
            raise UsageError(f"{self.third} is a party of {self.dyad}, so it cannot be its third party")
