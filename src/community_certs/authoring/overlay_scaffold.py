"""The files of a new local variant: small, commented in Chinese, and valid from the first day."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from community_certs.catalog import Classification
from community_certs.errors import InvalidArgument, system_reason

__all__ = ["files_of", "write_files"]

_OVERLAY = """\
# 地方变体：{path}
# 只在下列地方之内增加内容；别处的答复一概不变。
id: {id}
name: {name}
# 适用地方的六位代码，须加引号；所辖县（市、区）的文件也写在本变体中。
roots: ["{adcode}"]
# 本变体自己的版本，年.月.序号；每次发布前改写。
version: "{version}"
# 格式版本，目前是 1。
schema: 1
# 编写、核对本变体时所依据的目录版本；目录更新、核对之后再改。
base: "{release}"
# 本地文件声明采用的规则集，例如：
# adopts: [{{profile: rectification-2023, cite: {adcode}-2026-list}}]
adopts: []
# 已知与上级条目冲突、仍按本地文件执行的，写在这里；只消除检查提示，不改变答复。例如：
# acknowledges: [{{entry: 000000-2020-minfa20/first/8, cite: {adcode}-2026-list}}]
acknowledges: []
"""

_CASES = """\
# 用例：这样的请求，在这个地方、这一天，应当怎样答复。运行：community-certs test
# expected 中没有写的不检查；可写 outcome、reason、status、item、citations、handling 等。
# 下面这条是新建时按目录 {release} 得出的；录入本地文件后，把本地的结论也写成用例。
- request: {request}
  place: {place}
  date: "{date}"
  expected:
    outcome: {outcome}
    citations: {citations}
"""

_README = """\
# {name}居（村）民委员会证明事项：地方变体

本文件夹是 community-certs 目录的地方变体，只增加{name}自己的文件、清单和事项。

| 要做的事 | 命令 |
|---|---|
| 增加一份文件（回答几个问题） | `community-certs new document` |
| 检查有没有写错，错在哪一行、怎么改 | `community-certs validate` |
| 运行用例，看答复对不对 | `community-certs test` |
| 目录更新后，看与本地有关的变化 | `community-certs test --since 旧版本` |
| 发布：封装成带校验值的 zip | `community-certs release build . ../{id} --zip ../{id}.zip` |
| 核对收到的封装件有没有被改动 | `community-certs release verify {id}.zip` |
| 看两版变体之间哪些答复改变 | `community-certs diff current+旧版.zip current+新版.zip` |

安装：`pip install --find-links wheels "community-certs~={library}"`。
community-certs 还没有发布到软件包索引时（pip 说 `No matching distribution found`），先放一个 wheel
文件到本文件夹的 `wheels/` 里，再运行上面的命令。wheel 文件由 community-certs 的源码文件夹做出：
`pip wheel --no-deps --wheel-dir wheels 源码文件夹`。

## 怎样放

- `overlay.yaml`：谁的变体、适用哪些地方、依据哪个版本。
- `documents/<六位代码>/<年份>-<短名>.yaml`：一份政策文件，连同它的清单和规则。
- `items/x-<六位代码>-<短名>.yaml`：目录里没有的事项，只在本地识别。
- `cases.yaml`：用例。

只录入看过原件或官方网页的内容；`printed`、`number` 照抄原文，一字不改；不知道的写 `null`。

## 怎样用

```python
from community_certs import load_catalog

catalog = load_catalog(overlays=["."])
print(catalog.classify("居住证明", jurisdiction="{adcode}", on="{date}"))
```

封装好的 zip 或文件夹也一样：`load_catalog(overlays=["{id}.zip"])`，命令行用 `--overlay {id}.zip`。
装成软件包（`pip install --find-links wheels .`）以后：`load_catalog(overlays="installed")`。
每次发布前改写 `overlay.yaml` 的 `version`。
"""

_GITHUB = """\
# 每次提交都检查：有错误就不通过，并在出错的行上标注。
name: 检查
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      # community-certs 还没有发布到软件包索引时，把它的 wheel 文件提交到 wheels/，pip 也在那里找。
      - run: pip install --find-links wheels "community-certs~={library}"
      - run: community-certs validate --format github
      - run: community-certs test
"""

_GITLAB = """\
# 每次提交都检查：结果在合并请求的“测试”一栏中显示。
check:
  image: python:3.12
  script:
    # community-certs 还没有发布到软件包索引时，把它的 wheel 文件提交到 wheels/，pip 也在那里找。
    - pip install --find-links wheels "community-certs~={library}"
    - community-certs validate --format junit --output validate.xml
    - community-certs test --format junit > cases.xml
  artifacts:
    when: always
    reports:
      junit: [validate.xml, cases.xml]
"""

_PRE_COMMIT = """\
# 提交之前检查：pip install pre-commit && pre-commit install
# 用本机已安装的 community-certs，不需要联网。
repos:
  - repo: local
    hooks:
      - id: community-certs-validate
        name: 检查地方变体
        entry: community-certs validate
        language: system
        pass_filenames: false
        files: \\.ya?ml$
      - id: community-certs-test
        name: 运行用例
        entry: community-certs test
        language: system
        pass_filenames: false
        files: \\.ya?ml$
"""

_PYPROJECT = """\
# 把本变体装成软件包：装好以后 load_catalog(overlays="installed") 就会读到它。
# 打包时先检查、封装（hatch_build.py）：包里是带校验值的封装件，被改动过就不会载入。
[build-system]
requires = ["hatchling>=1.27", "community-certs~={library}"]
build-backend = "hatchling.build"

[project]
name = "community-certs-{id}"
dynamic = ["version"]
description = "{name}：community-certs 的地方变体"
requires-python = ">=3.10"
dependencies = ["community-certs~={library}"]

[project.entry-points."community_certs.overlays"]
{id} = "community_certs_{module}"

# 版本就是 overlay.yaml 的 version。
[tool.hatch.version]
path = "overlay.yaml"
pattern = '''^version: *["']?(?P<version>[0-9.]+)'''

[tool.hatch.build.targets.wheel]
bypass-selection = true

[tool.hatch.build.targets.wheel.hooks.custom]
path = "hatch_build.py"
"""

_BUILD = """\
\"\"\"打包时检查并封装本变体；有错误就不打包。 / Seals this variant into its wheel.\"\"\"

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

from community_certs.cli import main


class SealHook(BuildHookInterface):  # type: ignore[type-arg]
    \"\"\"Puts the sealed variant into the wheel as a package.\"\"\"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        \"\"\"Seal it; everything that is wrong is printed.\"\"\"
        self.work = Path(tempfile.mkdtemp())
        if main(["release", "build", self.root, str(self.work / "sealed")]):
            shutil.rmtree(self.work)
            raise SystemExit("没有打包：请先改正以上错误 / no wheel: mend the errors above")
        build_data["force_include"][str(self.work / "sealed")] = "community_certs_{module}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        \"\"\"Clear away what was sealed.\"\"\"
        shutil.rmtree(self.work)
"""

_DOCUMENTS = """\
一份文件一个 YAML：`<六位代码>/<年份>-<短名>.yaml`，文件编号就是 `<六位代码>-<年份>-<短名>`。
用 `community-certs new document` 新建，再对照原件核对。
"""

_ITEMS = """\
目录里没有的事项写在这里，文件名就是编号：`x-<六位代码>-<短名>.yaml`。
先用 `community-certs search 名称` 查目录里有没有；有的直接用目录的编号，不要另建。
本地事项只在适用地方之内识别，目录能识别的说法永远优先。
"""

_EDITORCONFIG = """\
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
indent_style = space
indent_size = 2
"""


def files_of(
    adcode: str, name: str, path: str, sample: Classification, library: str
) -> dict[str, str]:
    """Return the files of a new variant by path.

    Arguments:
        adcode: the place.
        name: its name.
        path: its name with those above it.
        sample: an answer of the base for that place, which becomes the first case.
        library: the version of this library.
    """
    held: Mapping[str, str] = {
        "id": f"cn-{adcode}",
        "module": f"cn_{adcode}",
        "adcode": adcode,
        "name": name,
        "path": path,
        "release": sample.catalog.release,
        "version": f"{sample.query.on[:4]}.{sample.query.on[5:7]}.0",
        "library": ".".join(library.split(".")[:2]),
        "request": sample.query.text or "",
        "place": path,
        "date": sample.query.on,
        "outcome": sample.outcome.value,
        "citations": json.dumps([one.entry for one in sample.citations]),
    }
    return {
        "overlay.yaml": _OVERLAY.format(**held),
        "cases.yaml": _CASES.format(**held),
        "README.md": _README.format(**held),
        "documents/README.md": _DOCUMENTS,
        "items/README.md": _ITEMS,
        ".github/workflows/check.yml": _GITHUB.format(**held),
        ".gitlab-ci.yml": _GITLAB.format(**held),
        ".pre-commit-config.yaml": _PRE_COMMIT,
        ".editorconfig": _EDITORCONFIG,
        "pyproject.toml": _PYPROJECT.format(**held),
        "hatch_build.py": _BUILD.replace("{module}", held["module"]),
    }


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a new folder: all of them or none.

    Arguments:
        folder: must not exist, or be empty.
        files: texts by path.

    Raises:
        InvalidArgument: if it exists and holds something, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidArgument(
            f"“{folder}”已经存在而且不是空的，没有写入任何文件。",
            f"{folder} exists and is not empty: nothing was written",
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name or 'variant'}-", dir=folder.parent))
        try:
            for path, text in files.items():
                target = fresh / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8", newline="\n")
            fresh.chmod(0o755)
            if folder.exists():
                folder.rmdir()
            os.replace(fresh, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise InvalidArgument(
            f"无法写入“{folder}”：{system_reason(error)}。",
            f"cannot write {folder}: {error.strerror}",
        ) from None
