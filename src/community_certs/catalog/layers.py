"""Local variants laid over a catalogue: whose they are, where they hold, and the names they add."""

from __future__ import annotations

from community_certs.matching import Candidate, Matcher, Resolution

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from community_certs.diagnostics import Diagnostic
    from community_certs.jurisdictions import Place

__all__ = ["Layer", "read_locally"]


class Layer:
    """A local variant that answers were compiled with. Immutable.

    Attributes:
        id: what answers call it, in the ``layer`` of a citation.
        name: its name, for people.
        roots: the adcodes within which it speaks.
        version: its own version, "2026.11.0"; None if it states none.
        base: the release of the catalogue that it was written for.
        digest: ``sha256:`` and the digest of what it says, the same whether it is sealed or not.
        notices: findings that refuse nothing, such as that the base is newer than the variant.
    """

    __slots__ = (
        "_changes",
        "_matcher",
        "base",
        "digest",
        "id",
        "name",
        "notices",
        "roots",
        "version",
    )

    id: str
    name: str
    roots: tuple[str, ...]
    base: str
    digest: str
    version: str | None
    notices: tuple[Diagnostic, ...]
    _matcher: Matcher | None
    _changes: Callable[[], tuple[Any, ...]] | None

    def __init__(
        self,
        id: str,
        name: str,
        roots: tuple[str, ...],
        base: str,
        digest: str,
        notices: tuple[Diagnostic, ...] = (),
        read_names: Callable[[str], Any] | None = None,
        changes: Callable[[], tuple[Any, ...]] | None = None,
        version: str | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "id", id)
        put(self, "name", name)
        put(self, "roots", roots)
        put(self, "base", base)
        put(self, "digest", digest)
        put(self, "version", version)
        put(self, "notices", notices)
        put(self, "_matcher", None if read_names is None else Matcher(read_names))
        put(self, "_changes", changes)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Layer is immutable ({name!r})")

    def __repr__(self) -> str:
        return f"<Layer {self.id} {self.name} {'、'.join(self.roots)}>"

    def changes(self) -> tuple[Any, ...]:
        """Return what changed for this variant since the release that it was written for.

        Worked out at every call, which takes a while: all answers of its places are compared.

        Returns:
            ``authoring.overlay_drift.Change`` objects, each with ``kind``, ``place``, ``subject``
            and ``message(lang)``; none if the release in use is the one it was written for.

        Raises:
            InvalidArgument: if that older release is not at hand.
        """
        return () if self._changes is None else self._changes()

    def holds_in(self, place: Place) -> bool:
        """Whether the place lies within the roots, or carries on a root's documents."""
        return any(
            link.adcode in self.roots or any(one in self.roots for one in link.carried)
            for link in place.chain
        )

    def read(self, text: str) -> Resolution | None:
        """Read a text by the names that hold here; None if it adds no names."""
        return None if self._matcher is None else self._matcher.resolve(text)


def read_locally(
    found: Resolution,
    text: str,
    place: Place,
    layers: Iterable[Layer],
    name_of: Callable[[str], str],
) -> Resolution:
    """Read a text that the base does not recognise by the local names of a place.

    Two layers that read it differently leave it ambiguous, so that their order never matters.

    Arguments:
        found: the base's reading; whatever it recognised stands.
        text: the request.
        place: where it is made.
        layers: all that are laid over the base.
        name_of: gives the name of an item.
    """
    if found.outcome != "not_recognised":
        return found
    readings = [layer.read(text) for layer in layers if layer.holds_in(place)]
    told = [one for one in readings if one is not None and one.outcome != "not_recognised"]
    if not told:
        nearest = [one for reading in readings if reading is not None for one in reading.candidates]
        return _with(found, [*found.candidates, *nearest])
    meant = {(one.outcome, one.item, tuple(part.item for part in one.parts)) for one in told}
    if len(meant) == 1 and told[0].outcome != "ambiguous":
        return told[0]
    fitting: dict[str, Candidate] = {}
    for reading in told:
        for candidate in reading.candidates:
            fitting.setdefault(candidate.item, candidate)
        for item in (reading.item, *(part.item for part in reading.parts)):
            if item is not None:
                fitting.setdefault(item, Candidate(item, name_of(item), "fits", 1.0))
    return Resolution(text, "ambiguous", candidates=tuple(fitting[one] for one in sorted(fitting)))


def _with(found: Resolution, candidates: Iterable[Candidate]) -> Resolution:
    kept: dict[str, Candidate] = {}
    for one in candidates:
        kept.setdefault(one.item, one)
    return Resolution(found.text, found.outcome, candidates=tuple(kept.values()))
