"""Every error that this library raises on purpose.

Each carries a stable ``code`` and says, in Chinese and in English, what is wrong, where, and what
to do next. All of them can be pickled, so that they cross process borders unharmed.
"""

from __future__ import annotations

__all__ = [
    "AmbiguousJurisdiction",
    "CatalogCorrupt",
    "CommunityCertsError",
    "InvalidArgument",
    "JurisdictionNotInForce",
    "MissingExtra",
    "OverlayRejected",
    "SchemaTooNew",
    "UnknownJurisdiction",
    "system_reason",
]

_SYSTEM = {
    "ENOENT": "找不到文件或文件夹",
    "EACCES": "没有权限",
    "EPERM": "不允许这样做",
    "EISDIR": "那里是文件夹",
    "ENOTDIR": "路径中有一段不是文件夹",
    "EEXIST": "已经存在",
    "ENOTEMPTY": "文件夹不是空的",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "磁盘配额已满",
    "EFBIG": "文件过大",
    "EROFS": "磁盘只读",
    "ENAMETOOLONG": "名称太长",
    "ELOOP": "链接绕成了圈",
    "EBUSY": "正被占用",
    "ETXTBSY": "正被占用",
    "EMFILE": "打开的文件过多",
    "ENFILE": "打开的文件过多",
    "EINVAL": "名称或参数无效",
    "EIO": "读写出错",
    "ENODEV": "没有这一设备",
    "ENXIO": "没有这一设备",
    "EPIPE": "接收的一方已关闭",
    "EXDEV": "不能跨磁盘移动",
}


def system_reason(error: OSError) -> str:
    """Return in Chinese why the system refused; beside it, ``error.strerror`` says so in English.

    An error that is not in the table is told by its number.
    """
    import errno  # noqa: PLC0415  (only when something went wrong)

    name = errno.errorcode.get(error.errno or 0, "")
    return _SYSTEM.get(name) or (f"系统错误 {error.errno}" if error.errno else "系统错误")


class CommunityCertsError(Exception):
    """The base of all errors of this library.

    Arguments:
        zh: the message in Chinese, for clerks and maintainers.
        en: the message in English, for developers.
    """

    code = "error"

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def message(self, lang: str = "zh") -> str:
        """Return the message in ``lang`` ("zh" or "en")."""
        return self.en if lang == "en" else self.zh

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.args, dict(self.__dict__)))


def _rebuild(
    cls: type[CommunityCertsError], args: tuple[object, ...], state: dict[str, object]
) -> CommunityCertsError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class InvalidArgument(CommunityCertsError):
    """An argument has the wrong type or cannot be read (an impossible date, a ``datetime``)."""

    code = "invalid-argument"


class UnknownJurisdiction(CommunityCertsError):
    """No division of that code or name is known, today or in the past."""

    code = "unknown-jurisdiction"


class AmbiguousJurisdiction(CommunityCertsError):
    """Several divisions in force that day bear the name; ``candidates`` lists them.

    Arguments:
        candidates: ``(adcode, path)`` pairs, the path as printed from the province down.
    """

    code = "ambiguous-jurisdiction"

    def __init__(self, zh: str, en: str, candidates: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(zh, en)
        self.candidates = candidates


class JurisdictionNotInForce(CommunityCertsError):
    """The division existed, but not on that day.

    Arguments:
        predecessors: ``(adcode, path)`` of what stood there before.
        successors: ``(adcode, path)`` of what stands there now.
    """

    code = "jurisdiction-not-in-force"

    def __init__(
        self,
        zh: str,
        en: str,
        predecessors: tuple[tuple[str, str], ...] = (),
        successors: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(zh, en)
        self.predecessors = predecessors
        self.successors = successors


class CatalogCorrupt(CommunityCertsError):
    """A compiled catalogue cannot be read, or a byte differs from its manifest."""

    code = "catalog-corrupt"


class SchemaTooNew(CommunityCertsError):
    """The compiled catalogue has a newer schema than this library reads."""

    code = "schema-too-new"


class OverlayRejected(CommunityCertsError):
    """A local variant is invalid and was refused whole; ``diagnostics`` say why."""

    code = "overlay-rejected"

    def __init__(self, zh: str, en: str, diagnostics: tuple[object, ...] = ()) -> None:
        super().__init__(zh, en)
        self.diagnostics = diagnostics


class MissingExtra(CommunityCertsError):
    """A feature needs an optional dependency that is not installed.

    Arguments:
        extra: the name to install, as in ``pip install "community-certs[extra]"``.
    """

    code = "missing-extra"

    def __init__(self, extra: str) -> None:
        super().__init__(
            f'此功能需要可选依赖“{extra}”，请运行：pip install "community-certs[{extra}]"',
            f'this needs the extra "{extra}": pip install "community-certs[{extra}]"',
        )
        self.extra = extra
