"""The closed enumerations of the catalogue and of an answer.

Every member has a Chinese name, ``.zh``. Members are strings, so that JSON shows their value. A
consumer that meets a value it does not know should read it as "not sure".
"""

from __future__ import annotations

from community_certs.model.closed import Named

__all__ = [
    "Act",
    "Action",
    "Committee",
    "Force",
    "Grade",
    "Method",
    "Outcome",
    "Reason",
    "Residual",
    "Route",
    "Side",
    "Stage",
    "Status",
    "StatusReason",
    "comparable",
    "ranks_above",
]


class Outcome(Named):
    """May the committee issue the proof?"""

    MAY_ISSUE = "may_issue", "可由"
    MUST_NOT_ISSUE = "must_not_issue", "不应由"
    UNLISTED = "unlisted", "文件外"


class Reason(Named):
    """Why the outcome is what it is."""

    LISTED = "listed", "清单列有该事项"
    CANCELLED = "cancelled", "该事项已取消"
    CLOSED_LIST = "closed_list", "清单之外一律不出具"
    LIST_IN_FORCE = "list_in_force", "现行清单未列该事项"
    LIST_INCOMPLETE = "list_incomplete", "所收清单不完整，无法断定"
    NO_LIST_HELD = "no_list_held", "目录未收录当地当日有效的清单"
    NOT_RECOGNISED = "not_recognised", "未能识别所述证明"
    AMBIGUOUS = "ambiguous", "所述证明可作多种理解"
    SEVERAL = "several", "一次要求多项证明"


class Status(Named):
    """How sure the answer is."""

    CERTAIN = "certain", "确定"
    PROVISIONAL = "provisional", "暂定"


class StatusReason(Named):
    """Why an answer is only provisional."""

    LIST_INCOMPLETE = "list_incomplete", "所收清单不完整"
    UNOFFICIAL_SOURCE = "unofficial_source", "来源非官方发布"
    PARTIAL_DATE = "partial_date", "起止日期不精确或尚未公布"
    PLACE_DATE = "place_date", "行政区划在当年有变更"
    UNVERIFIED = "unverified", "是否现行有效尚待核实"
    COMMITTEE_UNKNOWN = "committee_unknown", "未说明是居委会还是村委会"
    CONDITION_UNKNOWN = "condition_unknown", "适用条件未知"
    GUIDING = "guiding", "依据为指导性清单"
    POSSIBLY_EXPIRED = "possibly_expired", "规范性文件已逾五年，未见延续依据"
    UNRECOGNISED = "unrecognised", "未能识别所述证明"
    CONFLICT = "conflict", "依据之间存在冲突"


class Action(Named):
    """One step of handling a request."""

    ISSUE_NOW = "issue_now", "当场出具"
    VERIFY_THEN_ISSUE = "verify_then_issue", "核实后限时出具"
    DECLINE_REDIRECT = "decline_redirect", "不予出具，说明理由并指引去处"
    ASK_BASIS = "ask_basis", "请要求单位提供法律法规依据"
    DELIBERATE = "deliberate", "调查核实并组织议事协商"
    HEAD_SIGNATURE = "head_signature", "负责人签字"
    PUBLIC_NOTICE = "public_notice", "公示"
    LEGAL_ADVICE = "legal_advice", "征求法律顾问意见"
    OFFER_COMMITMENT = "offer_commitment", "改用告知承诺"
    CHECK_ONLINE = "check_online", "先行网上核验"
    ADMISSION = "admission", "履行准入程序"
    CLARIFY = "clarify", "请说明需要证明什么"


class Method(Named):
    """How a request was recognised."""

    NAME = "name", "规范名称"
    ALIAS = "alias", "别名"
    REWRITE = "rewrite", "改写后同名"
    PHRASE = "phrase", "短语规则"
    ID = "id", "事项编号"


class Side(Named):
    """What a list says of its entries."""

    MAY_ISSUE = "may_issue", "可由"
    MUST_NOT_ISSUE = "must_not_issue", "不应由"
    CANCELLED = "cancelled", "取消"


class Force(Named):
    """The rank of a document (效力位阶), a partial order; see :func:`ranks_above`."""

    LAW = "law", "法律"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规（含国务院决定）"
    MINISTERIAL_RULE = "ministerial_rule", "部门规章"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    LOCAL_RULE = "local_rule", "地方政府规章"
    NORMATIVE_DOCUMENT = "normative_document", "规范性文件"


class Stage(Named):
    """Whether a document binds."""

    BINDING = "binding", "正式"
    GUIDING = "guiding", "指导、参考"
    DRAFT = "draft", "征求意见稿、草案"


class Committee(Named):
    """The two kinds of committee."""

    RESIDENT = "resident", "居民委员会"
    VILLAGE = "village", "村民委员会"


class Act(Named):
    """What kind of act the committee is asked for; a bar on one kind does not reach the others."""

    CERTIFICATE = "certificate", "证明"
    CONSENT = "consent", "同意"
    OPINION = "opinion", "意见"
    RECOMMENDATION = "recommendation", "推荐"
    APPOINTMENT = "appointment", "指定"
    ATTESTATION = "attestation", "见证"
    GUARANTEE = "guarantee", "担保"


class Route(Named):
    """How a proof that is not issued is replaced."""

    CANCELLED_OUTRIGHT = "cancelled_outright", "直接取消"
    COMMITMENT = "commitment", "告知承诺"
    DATA_SHARING = "data_sharing", "数据共享"
    DEPARTMENT_CHECK = "department_check", "部门核验"
    OTHER_AUTHORITY = "other_authority", "由其他单位出具"


class Residual(Named):
    """What the rule in force says of requests on no list (文件外)."""

    NOT_ISSUED = "not_issued", "没有依据的不予出具"
    MAY_REFUSE = "may_refuse", "有权拒绝出具"
    ISSUE_IF_VERIFIABLE = "issue_if_verifiable", "能核实的据实出具"
    ASK_BASIS = "ask_basis", "请要求单位提供依据"
    ADMISSION = "admission", "经准入后办理"
    ROUTE = "route", "按规定程序办理"


class Grade(Named):
    """The standing of a source."""

    OFFICIAL = "official", "官方发布"
    PRESS = "press", "新闻报道"
    LAW_TEXT_COLLECTION = "law_text_collection", "法律文本库"
    SECONDARY = "secondary", "转载"


_ABOVE = {
    Force.LAW: frozenset(
        {
            Force.ADMINISTRATIVE_REGULATION,
            Force.MINISTERIAL_RULE,
            Force.LOCAL_REGULATION,
            Force.LOCAL_RULE,
            Force.NORMATIVE_DOCUMENT,
        }
    ),
    Force.ADMINISTRATIVE_REGULATION: frozenset(
        {
            Force.MINISTERIAL_RULE,
            Force.LOCAL_REGULATION,
            Force.LOCAL_RULE,
            Force.NORMATIVE_DOCUMENT,
        }
    ),
    Force.MINISTERIAL_RULE: frozenset({Force.LOCAL_RULE, Force.NORMATIVE_DOCUMENT}),
    Force.LOCAL_REGULATION: frozenset({Force.LOCAL_RULE, Force.NORMATIVE_DOCUMENT}),
    Force.LOCAL_RULE: frozenset({Force.NORMATIVE_DOCUMENT}),
    Force.NORMATIVE_DOCUMENT: frozenset(),
}


def ranks_above(left: Force, right: Force) -> bool:
    """Whether ``left`` certainly has higher force than ``right``."""
    return right in _ABOVE[left]


def comparable(left: Force, right: Force) -> bool:
    """Whether the two forces can be ranked at all."""
    return left is right or ranks_above(left, right) or ranks_above(right, left)
