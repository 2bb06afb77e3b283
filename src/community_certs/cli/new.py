"""``community-certs new document``: add a document to a local variant from a few answers."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from community_certs.authoring.overlay import Base, read_variants
from community_certs.authoring.overlay_draft import document_yaml, item_yaml
from community_certs.authoring.overlay_places import inside
from community_certs.catalog.overlaying import lay_variants
from community_certs.cli.options import add_catalog, opened, today
from community_certs.errors import InvalidArgument
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

    from community_certs.catalog import Catalog
    from community_certs.matching import Resolution

__all__ = ["configure", "run"]

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SIDES = ("may_issue", "must_not_issue", "cancelled")
_FORCES = ("normative_document", "local_rule", "local_regulation")
_OFF_LIST = ("", "may_refuse", "may_not_demand", "must_not_issue", "route")
_GRADES = ("official", "press", "law_text_collection", "secondary")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add = parser.add_argument
    add("what", choices=("document",), metavar="document", help="新增一份文件及其清单")
    add("folder", nargs="?", default=".", metavar="DIR", help="地方变体的文件夹；默认当前文件夹")
    for option, text in (
        ("--title", "标题，按原文，不加书名号"),
        ("--number", "文号，按原文；没有写空"),
        ("--issuers", "发文机关，用、分隔"),
        ("--adcode", "哪里的文件：六位代码"),
        ("--issued", "印发日期，按原文精度"),
        ("--effective-from", "施行日期；没有写空"),
        ("--publisher", "来源的发布者"),
        ("--published", "来源的发布日期"),
        ("--url", "网址，须在发布者自己的网站上；没有写空"),
        ("--stated-count", "文件自称几项；没有写空"),
        ("--slug", "文件短名：小写英文、数字和连字符"),
        ("--on", "今天的日期；不写则取当天，并注明"),
    ):
        add(option, metavar="…", help=text)
    add("--force", choices=_FORCES, help="效力位阶")
    add("--grade", choices=_GRADES, help="来源等级")
    add("--side", choices=_SIDES, help="清单性质：可由、不应由、取消")
    add("--off-list", choices=_OFF_LIST, help="文件本身对清单以外事项的说法")
    add("--complete", choices=("yes", "no"), help="每一条都录入了吗")
    add("--verified", choices=("yes", "no"), help="今天与原件或网页核对过吗")
    add("--entry", action="append", metavar="TEXT", help="一条，照抄原文（可重复）")
    add("--lang", choices=("zh", "en"), default="zh", help="文字输出的语言")
    add_catalog(parser)


def run(args: argparse.Namespace) -> int:
    """Ask what is not given, write the files, and say what validation makes of them."""
    folder = Path(args.folder)
    catalog = opened(args)
    base = Base.of_store(catalog.store)
    if not (folder / "overlay.yaml").is_file():
        raise InvalidArgument(
            f"“{folder}”不是地方变体（没有 overlay.yaml），请先运行 community-certs init-variant。",
            f"{folder} is no variant (no overlay.yaml): run community-certs init-variant first",
        )
    (variant,) = read_variants([folder], base)
    if variant.manifest is None:
        for one in variant.diagnostics:
            print(one.render(args.lang), file=sys.stderr)
        return 1
    if variant.usable:
        catalog = lay_variants(catalog.store, base, [variant])
    day = today(args.on, args.lang)
    asked = _Questions(args)
    roots = variant.overlay.roots

    def place(text: str) -> bool:
        return inside(base.gazetteer, text, roots)

    title = asked("title", "标题（按原文，不加书名号）")
    number = asked("number", "文号（按原文；没有就直接回车）", default="") or None
    issuers = asked("issuers", "发文机关（按原文，用、分隔）")
    adcode = asked("adcode", "哪里的文件（六位代码）", default=roots[0], fits=place)
    force = asked("force", "效力位阶", default=_FORCES[0], choices=_FORCES)
    issued = asked("issued", "印发日期（按原文精度，如 2026-03）", fits=_is_date)
    start = asked("effective_from", "施行日期（没有就直接回车）", default="", fits=_is_date)
    publisher = asked("publisher", "来源：谁发布的")
    published = asked("published", "来源的发布日期", default=issued, fits=_is_date)
    url = asked("url", "网址（须在发布者自己的网站上；没有就直接回车）", default="") or None
    grade = asked("grade", "来源等级", default="official", choices=_GRADES)
    side = asked("side", "清单性质", default="may_issue", choices=_SIDES)
    entries = args.entry or asked.lines("条目，一行一条，照抄原文；空行结束")
    count = asked("stated_count", "文件自称几项（没有就直接回车）", default="", fits=str.isdigit)
    complete = asked("complete", "每一条都录入了吗", default="no", choices=("yes", "no"))
    off_list = asked("off_list", "文件对清单以外的说法", default="", choices=_OFF_LIST)
    verified = asked("verified", "今天与原件或网页核对过吗", default="no", choices=("yes", "no"))
    slug = asked("slug", "文件短名（小写英文）", default="list", fits=_SLUG.fullmatch)
    chooser = _Chooser(asked, catalog, adcode, day)
    chosen = [(one, chooser.items_of(one)) for one in entries]
    id = f"{adcode}-{(start or issued)[:4]}-{slug}"
    files = {
        f"documents/{adcode}/{id[7:]}.yaml": document_yaml(
            {
                "id": id,
                "title": title,
                "number": number,
                "issuers": [one.strip() for one in issuers.split("、") if one.strip()],
                "jurisdiction": adcode,
                "force": force,
                "dates": {"issued": issued, "effective_from": start},
                "source": {
                    "publisher": publisher,
                    "published": published,
                    "grade": grade,
                    "url": url,
                },
                "verified_on": day if verified == "yes" else None,
                "side": side,
                "stated_count": int(count) if count else None,
                "complete": complete == "yes",
                "off_list": off_list or None,
                "entries": chosen,
            }
        ),
        **chooser.files,
    }
    for path in files:
        if (folder / path).exists():
            raise InvalidArgument(
                f"“{folder / path}”已经存在，没有写入任何文件；请用 --slug 换一个短名。",
                f"{folder / path} exists: nothing was written; give another --slug",
            )
    for path, text in files.items():
        write_whole(folder / path, text, make_folder=True)
        print(folder / path)
    (checked,) = read_variants([folder], base)
    for one in checked.diagnostics:
        print(one.render(args.lang), file=sys.stderr)
    return 0 if checked.usable else 1


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None


class _Questions:
    """Takes an answer from the options, else asks for it on standard input."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args

    def __call__(
        self,
        key: str,
        text: str,
        *,
        default: str | None = None,
        choices: tuple[str, ...] = (),
        fits: Callable[[str], Any] | None = None,
    ) -> str:
        given = getattr(self._args, key, None)
        shown = text + (f"（{' / '.join(one for one in choices if one)}）" if choices else "")
        shown += f" [{default}]" if default else ""
        for _ in range(20):
            if given is None:
                given = self._input(f"{shown}: ")
            if given is None:
                if default is None:
                    break
                return default
            answer = given.strip()
            if not answer and default is not None:
                return default
            if answer and (not choices or answer in choices) and (fits is None or fits(answer)):
                return answer
            print(f"不合要求 / not accepted: {answer or '（空）'}", file=sys.stderr)
            if getattr(self._args, key, None) is not None:
                break
            given = None
        option = "--" + key.replace("_", "-")
        raise InvalidArgument(
            f"缺少或不合要求：{text}。可用 {option} 给出。",
            f"missing or not accepted: {option}",
        )

    def lines(self, text: str) -> list[str]:
        """Ask for lines until an empty one."""
        print(text, file=sys.stderr)
        found: list[str] = []
        while True:
            line = self._input("- ")
            if line is None or not line.strip():
                return found
            found.append(line.strip())

    def _input(self, prompt: str) -> str | None:
        print(prompt, end="", file=sys.stderr, flush=True)
        try:
            line = sys.stdin.readline()
        except (OSError, ValueError):
            return None
        return line.rstrip("\r\n") if line else None


class _Chooser:
    """Finds the items of an entry, and asks where the catalogue does not know."""

    def __init__(self, asked: _Questions, catalog: Catalog, adcode: str, day: str) -> None:
        self._asked = asked
        self._catalog = catalog
        self._adcode = adcode
        self._day = day
        self.files: dict[str, str] = {}

    def items_of(self, printed: str) -> list[str]:
        """Return the items of an entry; none for a catch-all."""
        found = self._catalog.resolve(printed, jurisdiction=self._adcode, on=self._day)
        if found.item is not None:
            self._say(printed, [found.item])
            return [found.item]
        if found.parts:
            items = list(dict.fromkeys(part.item for part in found.parts))
            self._say(printed, items)
            return items
        return self._choose(printed, found)

    def _say(self, printed: str, items: list[str]) -> None:
        named = "、".join(f"{self._catalog.item(one).name}（{one}）" for one in items)
        print(f"{printed} → {named}", file=sys.stderr)

    def _choose(self, printed: str, found: Resolution) -> list[str]:
        print(f"目录认不出“{printed}”。可能是：", file=sys.stderr)
        for at, one in enumerate(found.candidates, 1):
            print(f"  {at}. {one.name}（{one.item}）", file=sys.stderr)
        print("  输入序号或事项编号；* 是兜底条款（其他证明）；new 新建本地事项", file=sys.stderr)
        for _ in range(20):
            answer = self._asked._input("> ")
            if answer is None:
                break
            answer = answer.strip()
            if answer == "*":
                return []
            if answer == "new":
                return [self._local(printed)]
            if answer.isdigit() and 1 <= int(answer) <= len(found.candidates):
                return [found.candidates[int(answer) - 1].item]
            if answer in self._catalog.items:
                return [answer]
            print(f"不合要求 / not accepted: {answer}", file=sys.stderr)
        raise InvalidArgument(
            f"不知道“{printed}”是哪个事项。可先用 community-certs search 查找。",
            f"which item is meant by {printed!r}? look it up with community-certs search",
        )

    def _local(self, printed: str) -> str:
        slug = self._asked("", "本地事项的英文短名", fits=_SLUG.fullmatch)
        category = self._asked("", "类别（见 vocabulary/categories.yaml）", default="other")
        id = f"x-{self._adcode}-{slug}"
        self.files[f"items/{id}.yaml"] = item_yaml(id, printed, category)
        return id
