"""Whether the files of a release have the forms that are published in ``schemas/``."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from community_certs.bytes import parse
from community_certs.errors import CatalogCorrupt
from community_certs.store import Store

__all__ = ["FORMS", "check_forms", "form_of"]

FORMS = {
    r"manifest\.json": "manifest",
    r"items/index\.json": "items",
    r"items/(?!index\.json).*": "item",
    r"policy/.*": "policy",
    r"documents/.*": "documents",
    r"divisions/[0-9]{2}\.json": "divisions",
}
"""Patterns of paths, and the name of the schema: ``compiled-<name>.schema.json``."""
_NEEDED = ("divisions/index.json", "items/index.json", "policy/00.json")
_PACKAGE = Path(__file__).resolve().parents[2]
_SHOWN = 160


def check_forms(store: Store) -> None:
    """Parse every shard of a release, and hold each that has a published form to it.

    Arguments:
        store: the release.

    Raises:
        CatalogCorrupt: if a shard is missing, differs from its digest, is no JSON or has another
            form; the first by path is told.
    """
    _hold(store, "manifest.json", parse(store.manifest))
    for path in _NEEDED:
        if not store.has(path):
            raise CatalogCorrupt(
                f"目录“{store.origin}”的清单中没有 {path}，请重新获取该版本。",
                f"the manifest of {store.origin} does not name {path}: fetch this release again",
            )
    for path in store.paths():
        _hold(store, path, store.read(path))
    for item in sorted(store.read("items/index.json")):
        if not store.has(f"items/{item}.json"):
            raise CatalogCorrupt(
                f"目录“{store.origin}”的清单中没有 items/{item}.json，请重新获取该版本。",
                f"the manifest of {store.origin} does not name items/{item}.json: "
                "fetch this release again",
            )


def form_of(path: str) -> str | None:
    """Return the name of the form that a file of a release has, or None if none is published."""
    return next((form for pattern, form in FORMS.items() if re.fullmatch(pattern, path)), None)


def _hold(store: Store, path: str, value: Any) -> None:
    form = form_of(path)
    problem = None if form is None else next(_validator(form).iter_errors(value), None)
    if problem is None:
        return
    place = "/".join(str(one) for one in problem.absolute_path)
    told = problem.message if len(problem.message) <= _SHOWN else problem.message[:_SHOWN] + "…"
    raise CatalogCorrupt(
        f"目录“{store.origin}”中的 {path} 与公布的格式 compiled-{form} 不符"
        f"（/{place}：{told}），请重新获取该版本。",
        f"{path} in {store.origin} has not the published form compiled-{form} "
        f"(/{place}: {told}): fetch this release again",
    )


@cache
def _validator(form: str) -> jsonschema.Draft7Validator:
    packed = _PACKAGE / "_schemas"  # in a wheel; in a checkout they stand at the top
    folder = packed if packed.is_dir() else _PACKAGE.parents[1] / "schemas"
    text = (folder / f"compiled-{form}.schema.json").read_text("utf-8")
    return jsonschema.Draft7Validator(json.loads(text))
