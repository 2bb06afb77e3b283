"""What must hold of a local variant beyond what holds of every tree.

A variant only adds, and only within its roots. What would let it speak elsewhere, stand above the
law, or take the place of what the base holds is an error, and the variant is refused whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from community_certs.authoring.models import Document
from community_certs.authoring.overlay_base import Base
from community_certs.authoring.overlay_places import inside, names_of, same_place
from community_certs.authoring.overlay_variant import Variant
from community_certs.authoring.strict_yaml import PathPart
from community_certs.authoring.tree import DOCUMENTS, ITEMS, PROFILES, VOCABULARY, Tree
from community_certs.diagnostics import NOTICE, WARNING, Diagnostic
from community_certs.matching import Matcher

__all__ = ["CHECKS", "local_prefix"]

_NATIONAL_FORCES = ("law", "administrative_regulation", "ministerial_rule")
_LOCAL_LAW = ("local_regulation", "local_rule")
_LOCAL_WORDS = ("authorities", "substitutes")


def _roots(variant: Variant, base: Base) -> Iterator[Diagnostic]:
    """Yield ``overlay-root``: a root must be a division below the nation."""
    for at, root in enumerate(variant.overlay.roots):
        if root == "000000":
            yield variant.say(
                "overlay-root",
                ("roots", at),
                "地方变体不能以全国为适用地方。",
                "a local variant cannot speak for the nation",
                "写省、市、县的六位代码；全国性文件提交到基础目录。",
                "name a province, prefecture or county; national documents go to the base",
            )
        elif not base.gazetteer.units(root):
            yield variant.say(
                "overlay-root",
                ("roots", at),
                f"没有代码为“{root}”的行政区划。",
                f"no division has the code {root}",
                "用 community-certs show 地名 查出代码。",
                "look it up with community-certs show PLACE",
            )


def _outside(variant: Variant, base: Base) -> Iterator[Diagnostic]:
    """Yield ``outside-roots``: nothing speaks for a place that is not in the roots."""
    roots = variant.overlay.roots
    for name, document in variant.tree.documents.items():
        if not inside(base.gazetteer, document.jurisdiction, roots):
            where = names_of(base.gazetteer, document.jurisdiction)
            yield variant.tree.diagnose(
                DOCUMENTS,
                name,
                "outside-roots",
                ("jurisdiction",),
                f"“{where}”不在本变体的适用地方（{_listed(base, roots)}）之内。",
                f"{document.jurisdiction} is not within the roots {', '.join(roots)}",
                "改正 jurisdiction，或把该地代码加入 overlay.yaml 的 roots。",
                "correct the jurisdiction, or add its code to roots in overlay.yaml",
            )
    for name, item in variant.tree.items.items():
        for at, one in enumerate(item.alternatives):
            if not inside(base.gazetteer, one.jurisdiction, roots):
                yield variant.tree.diagnose(
                    ITEMS,
                    name,
                    "outside-roots",
                    ("alternatives", at, "jurisdiction"),
                    f"替代办法的地方“{one.jurisdiction}”不在本变体的适用地方之内。",
                    f"the alternative is for {one.jurisdiction}, which is not within the roots",
                    f'写明 jurisdiction: "{roots[0]}"（不写则是全国）。',
                    f'write jurisdiction: "{roots[0]}"; without it the nation is meant',
                )


def _listed(base: Base, roots: list[str]) -> str:
    return "、".join(f"{names_of(base.gazetteer, root)} {root}" for root in roots)


def local_prefix(id: str) -> str | None:
    """Return the code in a place-local id (``x-350500-…``), or None if it is none."""
    parts = id.split("-", 2)
    if len(parts) == 3 and parts[0] == "x" and len(parts[1]) == 6 and parts[1].isdigit():
        return parts[1]
    return None


def _local_ids(variant: Variant, base: Base) -> Iterator[Diagnostic]:
    """Yield ``local-id``: what a variant adds beside documents is named for one of its places."""
    roots = variant.overlay.roots
    named = [(ITEMS, name) for name in variant.tree.items]
    named += [(PROFILES, name) for name in variant.tree.profiles]
    for kind, name in named:
        if not _is_local(base, name, roots):
            yield variant.tree.diagnose(kind, name, "local-id", ("id",), *_local(name, roots[0]))
    for kind, words in variant.tree.vocabulary.items():
        if not words:
            continue
        if kind not in _LOCAL_WORDS:
            yield variant.tree.diagnose(
                VOCABULARY,
                kind,
                "local-vocabulary",
                (),
                f"地方变体不能增加 {kind}：它会改变别处请求的读法。",
                f"a variant cannot add {kind}: that would change how requests are read elsewhere",
                "只能增加 authorities 和 substitutes；其余请提交到基础目录。",
                "it may add authorities and substitutes; send others to the base catalogue",
            )
            continue
        raw = variant.tree.raw(VOCABULARY, kind)
        for at, word in enumerate(raw):
            if not _is_local(base, word["id"], roots):
                yield variant.tree.diagnose(
                    VOCABULARY, kind, "local-id", (at, "id"), *_local(word["id"], roots[0])
                )
            elif word["id"] in base.tree.vocabulary[kind]:
                yield variant.tree.diagnose(
                    VOCABULARY,
                    kind,
                    "duplicate-id",
                    (at, "id"),
                    f"编号“{word['id']}”在基础目录中已有。",
                    f'the id "{word["id"]}" exists in the base catalogue',
                    "只能增加，不能覆盖：换一个编号。",
                    "a local variant only adds: choose another id",
                )


def _is_local(base: Base, id: str, roots: list[str]) -> bool:
    code = local_prefix(id)
    return code is not None and inside(base.gazetteer, code, roots)


def _local(id: str, root: str) -> tuple[str, str, str, str]:
    bare = id.removeprefix("x-").lstrip("0123456789-") or id
    return (
        f"地方编号“{id}”应以 x- 加适用地方的代码开头。",
        f'the local id "{id}" must start with x- and the code of a place in the roots',
        f"改成 x-{root}-{bare}（文件名也要改）。",
        f"call it x-{root}-{bare}, the file too",
    )


def _reach(variant: Variant, base: Base) -> Iterator[Diagnostic]:
    """Yield ``list-reach``: a list replaces or extends lists of its own place or a predecessor."""
    for name, document in variant.tree.documents.items():
        for at, one in enumerate(document.lists):
            for key, targets in (("replaces", one.replaces), ("extends", one.extends)):
                for place, target in enumerate(targets):
                    owner = target.split("/", 1)[0]
                    code = owner[:6]
                    held = _document(variant, base, owner)
                    if held is not None:
                        code = held.jurisdiction
                    if not same_place(base.gazetteer, document.jurisdiction, code):
                        where = names_of(base.gazetteer, code)
                        yield variant.tree.diagnose(
                            DOCUMENTS,
                            name,
                            "list-reach",
                            ("lists", at, key, place),
                            f"“{target}”是{where}的清单，{key} 只能指向本地（或其前身）的清单。",
                            f"{key} reaches a list of {code}; only lists of the same place or of "
                            "its predecessor can be meant",
                            "上级清单不由下级终止或增补：删去，另立本地清单即可。",
                            "a lower list neither ends nor extends a higher one: delete it",
                        )


def _document(variant: Variant, base: Base, name: str) -> Document | None:
    tree: Tree | None = variant.tree
    while tree is not None:
        if name in tree.documents:
            return tree.documents[name]
        tree = tree.base
    return base.tree.documents.get(name)


def _forces(variant: Variant, base: Base) -> Iterator[Diagnostic]:
    """Yield ``force-level``: no locality makes national law, no ordinary county local law."""
    for name, document in variant.tree.documents.items():
        force = document.force.value
        units = base.gazetteer.units(document.jurisdiction)
        if force in _NATIONAL_FORCES:
            yield variant.tree.diagnose(
                DOCUMENTS,
                name,
                "force-level",
                ("force",),
                f"地方文件的效力位阶不能是“{document.force.zh}”。",
                f"a local document cannot be {force}",
                "地方性法规写 local_regulation，地方政府规章写 local_rule，"
                "其余写 normative_document。",
                "write local_regulation, local_rule or normative_document",
            )
        elif force in _LOCAL_LAW and units and all(unit.level == 3 for unit in units):
            yield variant.tree.diagnose(
                DOCUMENTS,
                name,
                "force-level",
                ("force",),
                f"县级文件通常不是“{document.force.zh}”，请核对。",
                f"a county's document is seldom a {force}: check it",
                "县级党委、政府及其部门的文件写 normative_document。",
                "what a county's party committee or government issues is a normative_document",
                severity=WARNING,
            )


def _adopts(variant: Variant, base: Base) -> Iterator[Diagnostic]:
    """Yield ``unknown-profile``, ``adopts-cite``, ``unknown-entry`` and ``unknown-document``."""
    profiles = {*base.tree.profiles, *variant.tree.profiles}
    for at, adoption in enumerate(variant.overlay.adopts):
        if adoption.profile not in profiles:
            yield variant.say(
                "unknown-profile",
                ("adopts", at),
                f"没有规则集“{adoption.profile}”。",
                f'there is no profile "{adoption.profile}"',
                f"已有：{'、'.join(sorted(profiles)) or '无'}。",
                f"there are: {', '.join(sorted(profiles)) or 'none'}",
            )
            continue
        adopters = variant.adopters()
        if adoption.cite is None and len(adopters) != 1:
            yield variant.say(
                "adopts-cite",
                ("adopts", at),
                f"规则集“{adoption.profile}”自哪份文件起采用？本变体有 {len(adopters)} 份"
                "适用地方本级的现行文件可选。",
                f"from which document is {adoption.profile} adopted? "
                f"{len(adopters)} binding documents of the roots could be meant",
                f"写成 {{profile: {adoption.profile}, cite: 文件编号}}；规则从该文件起始之日适用。",
                f"write {{profile: {adoption.profile}, cite: <document>}}; "
                "the rules hold from its start",
            )
        elif adoption.cite is not None and adoption.cite not in adopters:
            yield variant.say(
                "adopts-cite",
                ("adopts", at, "cite"),
                f"“{adoption.cite}”不是本变体中适用地方本级、正在施行的文件，不能据以采用规则集。",
                f"{adoption.cite} is no binding document of a root in this variant",
                "写本变体 documents/ 中的文件编号。",
                "name a document of this variant",
            )
    known = {
        f"{name}/{one.key}/{entry.n}"
        for tree in (base.tree, variant.tree)
        for name, document in tree.documents.items()
        for one in document.lists
        for entry in one.entries
    }
    for at, one in enumerate(variant.overlay.acknowledges):
        if one.entry not in known:
            yield variant.say(
                "unknown-entry",
                ("acknowledges", at, "entry"),
                f"没有条目“{one.entry}”。",
                f'there is no entry "{one.entry}"',
                "条目编号在检查提示和答复的依据里；条目已删去的，这一行也删去。",
                "entry ids stand in findings and citations; delete this line if the entry is gone",
            )
        if one.cite not in variant.tree.documents and one.cite not in base.tree.documents:
            yield variant.say(
                "unknown-document",
                ("acknowledges", at, "cite"),
                f"没有文件“{one.cite}”。",
                f'there is no document "{one.cite}"',
                "写另作规定的文件编号。",
                "name the document that rules otherwise",
            )


def _names(variant: Variant, base: Base) -> Iterator[Diagnostic]:
    """Yield ``name-taken``: a local name that the base reads already is never read as this one."""
    if not variant.tree.items:
        return
    matcher = Matcher(base.shard)
    for name, item in variant.tree.items.items():
        named: list[tuple[str, tuple[PathPart, ...]]] = [(item.name, ("name",))]
        named += [(one.name, ("aliases", at, "name")) for at, one in enumerate(item.aliases)]
        for text, path in named:
            found = matcher.resolve(text)
            if found.outcome == "not_recognised":
                continue
            read = found.item or "、".join(
                [*(one.item for one in found.parts), *(one.item for one in found.candidates)]
            )
            yield variant.tree.diagnose(
                ITEMS,
                name,
                "name-taken",
                path,
                f"“{text}”已被基础目录读作“{read}”，永远不会读到本事项。",
                f'the base reads "{text}" as {read}: this item can never be read by that name',
                "条目改用基础目录的事项，或换一个不会混淆的名称。",
                "use the base item, or a name that cannot be confused with it",
                severity="error" if path == ("name",) else WARNING,
            )


def _pin(variant: Variant, base: Base) -> Iterator[Diagnostic]:
    """Yield ``base-older`` if the release loaded is older than the pin, ``base-newer`` if newer."""
    pinned, held = variant.overlay.base, base.release
    mine, theirs = _order(pinned), _order(held)
    if mine > theirs:
        yield variant.say(
            "base-older",
            ("base",),
            f"本变体依据目录 {pinned} 编写，所载目录却是较早的 {held}。",
            f"this variant was written for release {pinned}, but {held} is loaded",
            "升级目录，或核对后改写 base。",
            "upgrade the catalogue, or check the variant and change base",
        )
    elif mine < theirs:
        yield variant.say(
            "base-newer",
            ("base",),
            f"本变体依据目录 {pinned} 编写，现用 {held}：请核对其间的变化。",
            f"this variant was written for release {pinned}; {held} is loaded: "
            "check what changed between them",
            f"运行 community-certs test --since {pinned} 列出变化，核对后把 base 改为 {held}。",
            f"community-certs test --since {pinned} lists the changes; then set base to {held}",
            severity=NOTICE,
        )


def _order(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".") if part.isdigit())


CHECKS: tuple[Callable[[Variant, Base], Iterator[Diagnostic]], ...] = (
    _roots,
    _outside,
    _local_ids,
    _reach,
    _forces,
    _adopts,
    _names,
    _pin,
)
"""All checks of one variant; those across variants are in :mod:`.overlay_conflicts`."""
