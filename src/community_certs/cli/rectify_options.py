"""The arguments of ``community-certs rectify``."""

from __future__ import annotations

from community_certs.cli.options import add_catalog, add_formats
from community_certs.model.enums import Force

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

__all__ = ["configure"]

_FINDINGS = {
    "stops": "单位不再要求",
    "basis_may": "依据符合可由",
    "basis_must_not": "依据属不应由",
    "neither_with_measures": "难以判定，提出整改措施",
    "neither": "难以判定，未提出措施",
    "none_by_deadline": "逾期未函复",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the steps, each with its arguments."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="步骤")
    _opening(steps)
    _writing(steps)
    _answering(steps)
    one = _step(steps, "status", "各清单和案件的状态")
    one.add_argument("case", nargs="?", metavar="案件")
    one.add_argument(
        "--list",
        choices=("problem", "coordination", "closed", "person"),
        help="问题清单、协调清单、办结清单、须人工研判",
    )
    _plan(one)
    _step(steps, "overdue", "逾期未函复的案件；有则退出码 1")
    _propose(_step(steps, "propose", "写出纳入可由的目录改动（地方变体）"))
    _step(steps, "plan", "印出内置的设置文件，供修改")


def _opening(steps: Any) -> None:
    one = _step(steps, "open", "依台账立案")
    one.add_argument("ledgers", nargs="+", metavar="台账", help=".xlsx、.xls、.csv")
    _place(one)
    one.add_argument("--committee", metavar="resident|village", help="台账各社区的种类")
    one.add_argument("--period", metavar="起/止", help="台账期间，例如 2023-01-01/2023-07-31")
    one.add_argument("--mapping", metavar="文件", help="列对应关系（JSON），见 ledger check")
    one.add_argument("--units", metavar="文件", help="本地单位名称（JSON）：名称到别的写法")

    one = _step(steps, "complain", "登记监督举报")
    one.add_argument("text", metavar="TEXT", help="被要求的证明")
    one.add_argument("--unit", required=True, metavar="单位", help="要求出具证明的单位")
    one.add_argument("--reference", required=True, metavar="编号", help="举报的登记编号，不写姓名")
    one.add_argument("--committee", metavar="resident|village", help="居委会或村委会")
    _place(one)

    one = _step(steps, "apply", "登记单位的准入申请")
    one.add_argument("item", metavar="事项", help="事项编号；新事项写 x-代码-短名")
    one.add_argument("--name", metavar="名称", help="新事项的名称")
    one.add_argument("--unit", required=True, metavar="单位")
    one.add_argument("--basis", required=True, metavar="依据", help="法律法规名称")
    one.add_argument("--article", metavar="条款")
    _place(one)


def _writing(steps: Any) -> None:
    one = _step(steps, "letters", "对答复确定的案件发函，每单位一份")
    one.add_argument("--out", required=True, metavar="文件夹", help="函件写入处")
    _plan(one)
    _templates(one)

    one = _step(steps, "reprint", "重新打印已发的函")
    one.add_argument("number", metavar="文号")
    one.add_argument("--out", required=True, metavar="文件夹")
    _templates(one)


def _answering(steps: Any) -> None:
    one = _step(steps, "reply", "登记函复")
    one.add_argument("cases", nargs="*", metavar="案件")
    one.add_argument("--number", metavar="文号", help="该函所列、尚未函复的全部案件")
    one.add_argument(
        "--finding",
        required=True,
        choices=tuple(_FINDINGS),
        metavar="结果",
        help="；".join(f"{key} {name}" for key, name in _FINDINGS.items()),
    )
    one.add_argument("--basis", metavar="依据", help="单位提供的法律法规或者文件")
    one.add_argument("--article", metavar="条款")
    one.add_argument("--item", metavar="事项", help="依据所指的事项，与立案时不同才写")

    one = _step(steps, "review", "对照上级清单审查，登记准入与否")
    one.add_argument("case", metavar="案件")
    one.add_argument("--in", dest="place", metavar="地点")
    one.add_argument("--decision", choices=("admit", "refuse"), help="准予或者不予准入")
    one.add_argument("--reason", metavar="理由")

    one = _step(steps, "include", "登记已纳入可由（目录须已如此答复）")
    one.add_argument("case", metavar="案件")
    one.add_argument("--document", required=True, metavar="文件编号")

    for name, help in (("transfer", "移交纪检监察"), ("dismiss", "撤销不成立的案件")):
        one = _step(steps, name, help)
        one.add_argument("case", metavar="案件")
        one.add_argument("--reason", required=True, metavar="理由")


def _step(steps: Any, name: str, help: str) -> argparse.ArgumentParser:
    one: argparse.ArgumentParser = steps.add_parser(name, help=help, description=help)
    one.add_argument(
        "--journal",
        metavar="文件",
        default="rectification.db",
        help="案件库，默认 rectification.db",
    )
    one.add_argument("--on", metavar="日期", help="YYYY-MM-DD；不写则按今天，并注明")
    one.add_argument("--by", metavar="经办", default="", help="登记人的单位或工号")
    add_catalog(one)
    add_formats(one)
    return one


def _place(one: argparse.ArgumentParser) -> None:
    one.add_argument("--in", dest="place", required=True, metavar="地点", help="县（市、区）")


def _plan(one: argparse.ArgumentParser) -> None:
    one.add_argument("--plan", metavar="文件", help="设置文件（机关、期限、阶段），见 rectify plan")


def _templates(one: argparse.ArgumentParser) -> None:
    one.add_argument("--templates", metavar="文件夹", help="本地模板，见 letter --export-templates")


def _propose(one: argparse.ArgumentParser) -> None:
    one.add_argument("case", metavar="案件")
    one.add_argument("--out", required=True, metavar="文件夹", help="地方变体的文件夹，可已存在")
    one.add_argument("--in", dest="place", required=True, metavar="地点", help="谁的文件")
    one.add_argument("--slug", required=True, metavar="短名", help="文件编号的末段，英文")
    one.add_argument("--title", required=True, metavar="标题", help="据以纳入的本地文件")
    one.add_argument("--number", metavar="文号")
    one.add_argument("--issuer", action="append", required=True, metavar="机关", help="可重复")
    one.add_argument("--issued", required=True, metavar="日期", help="印发日期，按原文精度")
    one.add_argument("--printed", metavar="原文", help="条目原文；不写则用事项名称")
    one.add_argument(
        "--force",
        choices=[str(force) for force in Force],
        default="normative_document",
        help="效力位阶",
    )
    one.add_argument("--publisher", metavar="发布者", default="", help="来源")
    one.add_argument("--published", metavar="日期", help="来源的发布日期")
    one.add_argument("--url", metavar="网址", help="发布者自己的网址")
    one.add_argument("--requester", action="append", metavar="编号", help="仅限此类单位，可重复")
    one.add_argument("--purpose", action="append", metavar="编号", help="仅限此用途，可重复")
    one.add_argument("--extends", action="append", metavar="清单", help="补充本地哪一清单，可重复")
    one.add_argument("--working-days", type=int, metavar="天", help="办理时限")
    one.add_argument("--category", metavar="类别", help="新事项的类别编号")
    one.add_argument("--proves", metavar="内容", help="新事项证明什么")
    one.add_argument("--complexity", choices=("simple", "complex"), default="complex")
    one.add_argument("--risk", choices=("low", "high"), default="high")
