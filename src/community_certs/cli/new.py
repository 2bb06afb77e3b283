"""``community-certs new document``: add a document to a local variant from a few answers."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from community_certs.authoring.checks.identity.title_marks import without_marks
from community_certs.authoring.models.base import URL
from community_certs.authoring.models.choices import OffList
from community_certs.authoring.overlay import Base, read_variants
from community_certs.authoring.overlay_draft import document_yaml, item_yaml
from community_certs.authoring.overlay_places import inside, names_of
from community_certs.authoring.printed_dates import printed_date
from community_certs.catalog.overlaying import lay_variants
from community_certs.cli.options import add_catalog, opened, today
from community_certs.cli.questions import Questions, listed, one_of
from community_certs.errors import InvalidArgument
from community_certs.model.enums import Force, Grade
from community_certs.outputs import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from community_certs.catalog import Catalog
    from community_certs.matching import Resolution

__all__ = ["configure", "run"]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SLUG_WANTED = "小写英文字母、数字和连字符，例如 community-list"
_DATE_WANTED = "日期写成 2025、2025-03 或 2025-03-10（也可写 2025年3月10日），按原文精度"
_URL = re.compile(URL)
_COUNT = re.compile(r"([0-9]{1,4})[项条件个]?")
_YES_NO = {"yes": "是", "no": "否"}
_SIDES = {
    "may_issue": "可由（可以出具）",
    "must_not_issue": "不应由（不应出具）",
    "cancelled": "取消",
}
_FORCES = {
    one.value: one.zh
    for one in (Force.NORMATIVE_DOCUMENT, Force.LOCAL_RULE, Force.LOCAL_REGULATION)
}
_OFF_LIST = {"": "没有写", **{one.value: one.zh for one in OffList}}
_GRADES = {one.value: one.zh for one in Grade}


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
    for option, text, choices in (
        ("--force", "效力位阶", _FORCES),
        ("--grade", "来源等级", _GRADES),
        ("--side", "清单性质", _SIDES),
        ("--off-list", "文件本身对清单以外事项的说法", _OFF_LIST),
        ("--complete", "每一条都录入了吗", _YES_NO),
        ("--verified", "今天与原件或网页核对过吗", _YES_NO),
    ):
        help = f"{text}：{listed(choices)}"
        add(option, type=one_of(choices), metavar="…", help=help)
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
            print(one.told(args.lang), file=sys.stderr)
        return 1
    if variant.usable:
        catalog = lay_variants(catalog.store, base, [variant])
    day = today(args.on, args.lang)
    asked = Questions(args, ("community-certs", "new", "document", args.folder))
    roots = variant.overlay.roots
    where = "、".join(f"{names_of(base.gazetteer, root)} {root}" for root in roots)

    def place(text: str) -> str | None:
        return text if inside(base.gazetteer, text, roots) else None

    title = _title(asked("title", "标题（按原文，不加书名号）"))
    number = asked("number", "文号（按原文；没有就直接回车）", default="") or None
    issuers = asked("issuers", "发文机关（按原文，用、分隔）")
    adcode = asked(
        "adcode",
        "哪里的文件（六位代码）",
        default=roots[0],
        read=place,
        wanted=f"六位代码，在本变体的适用地方（{where}）之内",
    )
    force = asked("force", "效力位阶", default="normative_document", choices=_FORCES)
    issued = asked(
        "issued",
        "印发日期（按原文精度，如 2026-03）",
        read=printed_date,
        wanted=_DATE_WANTED,
    )
    start = asked(
        "effective_from",
        "施行日期（没有就直接回车）",
        default="",
        read=printed_date,
        wanted=_DATE_WANTED,
    )
    publisher = asked("publisher", "来源：谁发布的")
    published = asked(
        "published",
        "来源的发布日期",
        default=issued,
        read=printed_date,
        wanted=_DATE_WANTED,
    )
    url = asked(
        "url",
        "网址（须在发布者自己的网站上；没有就直接回车）",
        default="",
        read=lambda text: text if _URL.fullmatch(text) else None,
        wanted="网址以 http:// 或 https:// 开头，不含空格；没有就直接回车",
    )
    grade = asked("grade", "来源等级", default="official", choices=_GRADES)
    side = asked("side", "清单性质", default="may_issue", choices=_SIDES)
    if args.entry:
        asked.keep("entry", args.entry)
    entries = args.entry or asked.lines("entry", "条目，一行一条，照抄原文；空行结束")
    count = asked(
        "stated_count",
        "文件自称几项（没有就直接回车）",
        default="",
        read=_count,
        wanted="一个数，例如 5；文件没有写就直接回车",
    )
    complete = asked("complete", "每一条都录入了吗", default="no", choices=_YES_NO)
    off_list = asked(
        "off_list", "文件对清单以外的说法（没有就直接回车）", default="", choices=_OFF_LIST
    )
    verified = asked("verified", "今天与原件或网页核对过吗", default="no", choices=_YES_NO)
    slug = asked(
        "slug",
        "文件短名（小写英文）",
        default="list",
        read=_slug,
        wanted=_SLUG_WANTED,
    )
    categories = {one.id: one.name for one in base.tree.vocabulary["categories"].values()}
    chooser = _Chooser(asked, catalog, categories, adcode, day)
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
                    "url": url or None,
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
            again = asked.so_far()
            raise InvalidArgument(
                f"“{folder / path}”已经存在，没有写入任何文件；请用 --slug 换一个短名。"
                + (f"已答的可以这样接着用：\n{again}" if again else ""),
                f"{folder / path} exists: nothing was written; give another --slug."
                + (f" To go on with what was answered:\n{again}" if again else ""),
            )
    for path, text in files.items():
        write_whole(folder / path, text, make_folder=True)
        print(folder / path)
    (checked,) = read_variants([folder], base)
    for one in checked.diagnostics:
        print(one.told(args.lang), file=sys.stderr)
    return 0 if checked.usable else 1


def _title(said: str) -> str:
    title = without_marks(said)
    if title != said.strip():
        print(f"已去掉书名号：{title}", file=sys.stderr)
    return title


def _count(text: str) -> str | None:
    found = _COUNT.fullmatch(text)
    return None if found is None else found.group(1)


def _slug(text: str) -> str | None:
    return text if _SLUG.fullmatch(text) else None


class _Chooser:
    """Finds the items of an entry, and asks where the catalogue does not know."""

    def __init__(
        self,
        asked: Questions,
        catalog: Catalog,
        categories: Mapping[str, str],
        adcode: str,
        day: str,
    ) -> None:
        self._asked = asked
        self._catalog = catalog
        self._categories = categories
        self._adcode = adcode
        self._day = day
        self.files: dict[str, str] = {}

    def items_of(self, printed: str) -> list[str]:
        """Return the items of an entry; none for a catch-all."""
        found = self._resolved(printed)
        if found.item is not None:
            self._say(printed, [found.item])
            return [found.item]
        if found.parts:
            items = list(dict.fromkeys(part.item for part in found.parts))
            self._say(printed, items)
            return items
        return self._choose(printed, found)

    def _resolved(self, text: str) -> Resolution:
        return self._catalog.resolve(text, jurisdiction=self._adcode, on=self._day)

    def _say(self, printed: str, items: list[str]) -> None:
        named = "、".join(f"{self._catalog.item(one).name}（{one}）" for one in items)
        print(f"{printed} → {named}", file=sys.stderr)

    def _choose(self, printed: str, found: Resolution) -> list[str]:
        if found.candidates:
            print(f"目录认不出“{printed}”。可能是：", file=sys.stderr)
        else:
            print(f"目录认不出“{printed}”，也没有相近的事项。", file=sys.stderr)
        for at, one in enumerate(found.candidates, 1):
            print(f"  {at}. {one.name}（{one.item}）", file=sys.stderr)
        first = "序号、" if found.candidates else ""
        print(
            f"  输入{first}事项名称或编号；* 是兜底条款（其他证明）；new 新建本地事项",
            file=sys.stderr,
        )
        for _ in range(20):
            answer = self._asked.line("> ", f"“{printed}”是哪个事项")
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
            named = self._resolved(answer).item if answer else None
            if named is not None:
                self._say(printed, [named])
                return [named]
            print(
                f"“{answer}”不合要求：没有这个事项。输入{first}事项名称或编号，"
                "可先用 community-certs search 查找；或输入 *、new。",
                file=sys.stderr,
            )
        raise InvalidArgument(
            f"不知道“{printed}”是哪个事项。可先用 community-certs search 查找。",
            f"which item is meant by {printed!r}? look it up with community-certs search",
        )

    def _local(self, printed: str) -> str:
        slug = self._asked("", "本地事项的英文短名", read=_slug, wanted=_SLUG_WANTED)
        category = self._asked("", "类别", default="other", choices=self._categories)
        id = f"x-{self._adcode}-{slug}"
        self.files[f"items/{id}.yaml"] = item_yaml(id, printed, category)
        return id
