"""An address on a host that is not known as its publisher's own."""

from __future__ import annotations

from collections.abc import Iterator

from community_certs.authoring.check import LOCAL, Check, Example
from community_certs.authoring.publishers import host_of, publishers_of
from community_certs.authoring.tree import DOCUMENTS, PROFILES, Tree
from community_certs.diagnostics import WARNING, Diagnostic

__all__ = ["CHECK"]


def _run(tree: Tree) -> Iterator[Diagnostic]:
    known = tree.once("publishers", publishers_of)
    for kind, records in ((DOCUMENTS, tree.documents), (PROFILES, tree.profiles)):
        for name, record in records.items():
            for at, source in enumerate(record.sources):
                if source.url is None or known.owns(source.publisher, source.url):
                    continue
                host = host_of(source.url)
                yield tree.diagnose(
                    kind,
                    name,
                    "foreign-host",
                    ("sources", at, "url"),
                    f"“{host}”未登记为“{source.publisher}”的网站。",
                    f"{host} is not known as a host of {source.publisher}",
                    *CHECK.mend,
                    severity=WARNING,
                )


CHECK = Check(
    code="foreign-host",
    severity=WARNING,
    title=("网址不在发布者自己的网站上", "an address on a host that is not the publisher's"),
    why=(
        "转载页会改动、会消失；写发布者自己的网址，读者才能核对原文。",
        ("Copies change and vanish; readers can compare only with the publisher's own page."),
    ),
    mend=(
        "改为发布者自己的网址，否则写 url: null；确是其网站的，在 publishers.yaml 中加一行："
        "- {host: 主机名, publishers: [发布者]}。",
        (
            "Write the publisher's own address, or url: null; if the host is theirs, add "
            "a line to publishers.yaml: - {host: HOST, publishers: [NAME]}."
        ),
    ),
    example=Example(
        LOCAL,
        bad='publisher: 某网站, published: "2020-03", grade: press, url: "https://copies.example.com/a"',
        good='publisher: 新华网, published: "2020-03", grade: press, url: "http://www.xinhuanet.com/a"',
        words=("copies.example.com", "publishers.yaml", "- {host: 主机名, publishers: [发布者]}"),
        anchor='publisher: 某网站, published: "2020-03", grade: official, url: null',
    ),
    run=_run,
)
