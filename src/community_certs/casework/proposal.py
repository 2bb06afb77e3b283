"""The loop closes: turn a basis that was accepted into a change of the catalogue.

When a unit's basis matches 可由, or an admission request (准入) is granted, the district's own
document (its notice, say) includes the proof. :func:`propose` reviews that against the higher
lists and writes an overlay (地方变体) with the document, its entry and the cited law, ready to be
checked and released; :func:`confirm` then looks whether the catalogue with the overlay really
answers 可由.

What a bar of a higher list forbids, no district can include; such a proposal is refused, and so is
every inclusion after which a person would have to review the answer (see :mod:`.bars`).
"""

from __future__ import annotations

import os

import yaml

from community_certs.casework.bars import (
    BarStands,
    bars_in,
    bars_unbeaten,
    situations,
    told,
)
from community_certs.casework.inclusion import Inclusion, NewItem, document_of, item_of, yaml_of
from community_certs.casework.states import State
from community_certs.dates import day_of
from community_certs.errors import CommunityCertsError, InvalidArgument
from community_certs.model.enums import Outcome, Status
from community_certs.model.record import Record
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from community_certs.casework.cases import Case
    from community_certs.catalog import Catalog, Classification

__all__ = ["Proposal", "Review", "confirm", "propose", "review", "withdraw"]

_LARGEST = 64 * 1024


class Review(Record):
    """What the catalogue says before anything is included.

    ``bars`` are lines on the entries that forbid it; ``answer`` is None for a new item.
    """

    answer: Classification | None
    allowed: bool
    bars: tuple[str, ...]


class Proposal(Record):
    """An overlay that was written: the id of the document, its folder, and the files, relative."""

    document: str
    folder: str
    files: tuple[str, ...]


def review(
    catalog: Catalog, case: Case, *, place: str, on: str, inclusion: Inclusion | None = None
) -> Review:
    """Review a proof against the lists in force before it is included or admitted.

    Arguments:
        catalog: the catalogue without the proposed change.
        case: the case.
        place: the code of the place that would include it.
        on: the day, ISO.
        inclusion: the document by which it would be included; without it, a plain normative
            document of the place is assumed.

    Raises:
        InvalidArgument, UnknownJurisdiction: for a bad day or place.
    """
    if case.item is None:
        raise InvalidArgument(f"{case.id} 没有事项。", f"{case.id} has no item")
    if case.item.startswith("x-") and case.item not in catalog.items:
        catalog.jurisdiction(place, on)
        return Review(None, True, ())
    answer = catalog.decide(case.item, jurisdiction=place, on=on)
    adcode = answer.place.jurisdiction.adcode
    bars: dict[str, None] = {}
    for kind, purpose in dict.fromkeys(((None, None), *situations(case, inclusion))):
        said = catalog.decide(case.item, jurisdiction=place, on=on, requester=kind, purpose=purpose)
        bars.update(dict.fromkeys(map(told, bars_unbeaten(catalog, said, adcode, inclusion))))
    return Review(answer, not bars, tuple(bars))


def propose(
    catalog: Catalog,
    case: Case,
    inclusion: Inclusion,
    folder: str | os.PathLike[str],
    *,
    place: str,
    on: str,
    item: NewItem | None = None,
) -> Proposal:
    """Write the overlay by which a proof is included.

    Arguments:
        catalog: the catalogue without the change; the overlay is pinned to its release.
        case: an accepted case (依据符合可由，待纳入).
        inclusion: the district's document.
        folder: the overlay's folder, new or with an ``overlay.yaml``.
        place: the code of the place whose document it is.
        on: the day of the review, ISO.
        item: for an item that the catalogue does not have.

    Raises:
        BarStands: if a list in force bars the proof and this document may not lift it.
        InvalidArgument: if the case is not accepted, the folder is another place's overlay, or the
            document stands there already.
    """
    if case.state is not State.ACCEPTED:
        raise InvalidArgument(
            f"{case.id} 现处“{case.state.zh}”，认可依据后才能提出纳入。",
            f"{case.id} is {case.state}: accept a basis first",
        )
    here = catalog.jurisdiction(place, on)
    found = review(catalog, case, place=here.adcode, on=on, inclusion=inclusion)
    if not found.allowed:
        raise BarStands(case.id, found.bars)
    known = case.item in catalog.items
    if known == (item is not None):
        raise InvalidArgument(
            "目录已有的事项不必另写事项说明，新事项则必须写明类别和证明内容。",
            "describe the item exactly if the catalogue does not have it",
        )
    day = day_of(inclusion.issued) if len(inclusion.issued) == 10 else inclusion.issued
    document = f"{here.adcode}-{day[:4]}-{inclusion.slug}"
    files = {
        f"documents/{here.adcode}/{day[:4]}-{inclusion.slug}.yaml": yaml_of(
            document_of(document, here.adcode, case, inclusion, on)
        )
    }
    if item is not None:
        files[f"items/{case.item}.yaml"] = yaml_of(item_of(case, item))
    root = os.fspath(folder)
    manifest = _manifest(root, here.adcode, here.name, catalog)
    if manifest is not None:
        files["overlay.yaml"] = manifest
    for name in files:
        if os.path.exists(os.path.join(root, name)):
            raise InvalidArgument(
                f"“{os.path.join(root, name)}”已经存在，请换一个短名（slug）。",
                f"{os.path.join(root, name)} exists: choose another slug",
            )
    for name, text in files.items():
        write_whole(os.path.join(root, name), text, make_folder=True)
    return Proposal(document, root, tuple(sorted(files)))


def withdraw(proposal: Proposal) -> None:
    """Delete the files of a proposal that cannot stand, and the folders that they leave empty."""
    for name in proposal.files:
        path = os.path.join(proposal.folder, name)
        if os.path.exists(path):
            os.unlink(path)
        folder = os.path.dirname(path)
        while folder.startswith(proposal.folder) and folder and not os.listdir(folder):
            try:
                os.rmdir(folder)
            except OSError:  # the current folder, say: it may stay
                break
            folder = os.path.dirname(folder)


def confirm(catalog: Catalog, case: Case, document: str, *, on: str) -> Classification:
    """Return the answer by which a case is included, or say why the loop is not closed yet.

    Arguments:
        catalog: the catalogue with the overlay, or the release that holds the document.
        case: the accepted case.
        document: the id of the document that includes it.
        on: the day, ISO.

    Raises:
        BarStands: if it does, but against a bar for which a person must review the answer.
        InvalidArgument: if the catalogue does not certainly answer 可由 by this document.
    """
    here = catalog.document(document).jurisdiction
    assert case.item is not None
    answers = [
        catalog.decide(case.item, jurisdiction=here, on=on, requester=kind, purpose=purpose)
        for kind, purpose in situations(case)
    ]
    by_it = [
        one
        for one in answers
        if one.outcome is Outcome.MAY_ISSUE
        and any(cited.entry.startswith(document + "/") for cited in one.citations)
    ]
    bars = [told(bar) for one in by_it if one.needs_review for bar in bars_in(one)]
    if any(one.needs_review for one in by_it):
        raise BarStands(case.id, dict.fromkeys(bars))
    for one in by_it:
        if one.status is not Status.CERTAIN:
            doubts = "、".join(reason.zh for reason in one.status_reasons)
            raise InvalidArgument(
                f"{case.id}：目录答复可由，但为暂定（{doubts}）。",
                f"{case.id}: the answer is may_issue, but provisional",
            )
        return one
    answer = answers[-1] if answers else None
    reason = "没有答复" if answer is None else f"{answer.outcome.zh}，{answer.reason.zh}"
    raise InvalidArgument(
        f"{case.id}：目录当日并未依 {document} 答复可由（{reason}）。",
        f"{case.id}: the catalogue does not answer may_issue by {document}",
    )


def _manifest(root: str, adcode: str, name: str, catalog: Catalog) -> str | None:
    """Return a new overlay.yaml, or None if the folder has one for this place."""
    path = os.path.join(root, "overlay.yaml")
    if not os.path.isfile(path):
        stamp = catalog.stamp
        return yaml_of(
            {
                "id": f"cn-{adcode}",
                "name": name,
                "roots": [adcode],
                "schema": stamp.schema,
                "base": stamp.release,
            }
        )
    try:
        with open(path, "rb") as file:
            held = yaml.safe_load(file.read(_LARGEST))
        roots = [str(one) for one in held["roots"]]
    except (OSError, yaml.YAMLError, RecursionError, KeyError, TypeError):
        raise InvalidArgument(f"“{path}”无法读取。", f"cannot read {path}") from None
    above = {link.adcode for link in _chain(catalog, adcode)}
    if not above & set(roots):
        raise InvalidArgument(
            f"“{root}”是 {'、'.join(roots)} 的地方变体，不能写入 {adcode} 的文件。",
            f"{root} is the overlay of {', '.join(roots)}, not of {adcode}",
        )
    return None


def _chain(catalog: Catalog, adcode: str) -> tuple[Any, ...]:
    try:
        return catalog.classify("", jurisdiction=adcode, on="9999-12-31").chain
    except CommunityCertsError:
        return ()
