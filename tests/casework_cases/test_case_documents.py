"""Documents: measures, byte for byte the same, and templates that can only name values."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st

from casework_cases.rows import text_of
from community_certs.casework.docx import check_template, fill, load_template, render
from community_certs.casework.docx.filling import names_in
from community_certs.casework.docx.markup import parts_of_text
from community_certs.casework.docx.package import pack, unpack
from community_certs.casework.docx.template import BUILT_IN, exported
from community_certs.errors import InvalidArgument

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LETTER = {
    "发文机关": "张家口市桥东区民政局",
    "文号": "东民函〔2023〕1号",
    "单位": "中国银行",
    "部署": "",
    "工作名称": "整治",
    "文件": "民发〔2020〕20号",
    "期限": "2023年9月16日",
    "日期": "2023年9月1日",
    "联系人": "股",
    "联系电话": "0313",
    "抄送": "",
    "事项": [
        {"序号": "1", "名称": "亲属关系证明", "依据": "民发〔2020〕20号", "替代": ""},
        {"序号": "2", "名称": "收入证明", "依据": "民发〔2020〕20号", "替代": ""},
    ],
}


def values_for(name: str) -> dict[str, Any]:
    """Return a value for every placeholder of a built-in template; lists have two members."""
    found: dict[str, Any] = {}
    for key in names_in(load_template(name)):
        head, _, member = key.partition(".")
        if not member:
            found[head] = f"<{head}&>"
        else:
            for one in found.setdefault(head, [{}, {}]):
                one[member] = member
    return found


@pytest.mark.parametrize("name", BUILT_IN)
def test_another_program_reads_every_document(name: str) -> None:
    data = render(name, values_for(name))
    read = docx.Document(io.BytesIO(data))
    assert len(read.paragraphs) + len(read.tables) > 3
    assert "{{" not in text_of(data)


def test_a_letter_has_the_measures_of_the_standard() -> None:
    read = docx.Document(io.BytesIO(render("letter-must-not", LETTER)))
    section: Any = read.sections[0]
    close = Mm(0.1)
    assert abs(section.page_width - Mm(210)) < close and abs(section.page_height - Mm(297)) < close
    assert abs(section.top_margin - Mm(37)) < close and abs(section.left_margin - Mm(28)) < close
    assert abs(section.page_width - section.left_margin - section.right_margin - Mm(156)) < close
    assert abs(section.page_height - section.top_margin - section.bottom_margin - Mm(225)) < close
    assert abs(section.header_distance - Mm(30)) < close
    assert section.different_first_page_header_footer
    body: Any = read.styles["公文正文"]
    assert body.font.size == Pt(16) and body.paragraph_format.line_spacing == Pt(28.95)
    assert 22 * Pt(28.95) <= Mm(225) < 23 * Pt(28.95)
    assert 28 * (Pt(16) - Pt(0.25)) <= Mm(156) < 29 * (Pt(16) - Pt(0.25))
    assert read.styles["公文标题"].font.size == Pt(22)
    fonts = body.element.find(f".//{{{W}}}rFonts")
    assert fonts.get(f"{{{W}}}eastAsia") == "仿宋_GB2312"
    first = section.first_page_header.paragraphs[0]
    assert first.text == "张家口市桥东区民政局"
    assert str(read.styles["发文机关标志"].font.color.rgb) == "FF0000"
    assert (
        "PAGE" in section.footer._element.xml and section.first_page_footer.paragraphs[0].text == ""
    )


def test_a_letter_lists_every_item_on_a_line_of_its_own() -> None:
    lines = text_of(render("letter-must-not", LETTER)).splitlines()
    assert [one[:2] for one in lines if re.match(r"\d．", one)] == ["1．", "2．"]
    assert lines.index("1．亲属关系证明（依据：民发〔2020〕20号）") + 1 == lines.index(
        "2．收入证明（依据：民发〔2020〕20号）"
    )


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; "
        "from casework_cases.test_case_documents import LETTER; "
        "from community_certs.casework.docx import render; "
        "print(hashlib.sha256(render('letter-must-not', LETTER)).hexdigest())"
    )
    here = Path(__file__).parent
    paths = [str(here.parent), str(here.parents[1] / "src")]
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, *paths],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "/usr/bin"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("7", "Asia/Shanghai"))
    }
    assert len(seen) == 1


def template(*lines: str) -> dict[str, bytes]:
    return parts_of_text("\n".join(["%page form", *lines]), "t.txt")


def test_a_template_from_word_with_split_placeholders_is_filled() -> None:
    parts = template("[body] X")
    split = (
        "<w:r><w:t>致{{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>单</w:t></w:r>"
        "<w:r><w:t>位}}：{{ 日期 }}。</w:t></w:r>"
    )
    one = re.compile(rb"<w:r><w:t[^>]*>X</w:t></w:r>")
    parts["word/document.xml"] = one.sub(split.encode(), parts["word/document.xml"])
    filled = text_of(fill(parts, {"单位": "甲", "日期": "乙"}))
    assert "致甲：乙。" in filled


def test_an_exported_template_can_be_put_back(tmp_path: Path) -> None:
    (tmp_path / "letter-must-not.docx").write_bytes(exported("letter-must-not"))
    own = render("letter-must-not", LETTER, tmp_path)
    assert text_of(own) == text_of(render("letter-must-not", LETTER))


def test_a_district_can_replace_a_template_by_text(tmp_path: Path) -> None:
    (tmp_path / "letter-must-not.txt").write_text("%page letter\n[body] 致{{单位}}\n", "utf-8")
    assert "致中国银行" in text_of(render("letter-must-not", LETTER, tmp_path))
    (tmp_path / "letter-must-not.txt").write_text("%page letter\n%run rm\n", "utf-8")
    with pytest.raises(InvalidArgument, match="第 2 行"):
        render("letter-must-not", LETTER, tmp_path)


def test_a_placeholder_without_a_value_is_named() -> None:
    with pytest.raises(InvalidArgument, match="没有的占位符“电邮”"):
        fill(template("[body] {{电邮}}"), {"单位": "甲"})


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_whatever_a_value_holds_is_printed_and_never_read_as_a_placeholder(value: str) -> None:
    data = fill(
        template("[body] 甲{{名}}乙", "[body] {{表.名}}"), {"名": value, "表": [{"名": value}]}
    )
    read = docx.Document(io.BytesIO(data))
    kept = "".join(one for one in value if ord(one) >= 32 or one in "\n\t")
    kept = kept.replace("\x7f", "").replace("\ufffe", "").replace("\uffff", "")
    assert read.paragraphs[0].text == f"甲{kept}乙"
    assert read.paragraphs[1].text == kept


@pytest.mark.parametrize("value", ["{{名}}", "{{7*7}}", "{{单位}}{{", "<w:p/>&amp;"])
def test_a_value_that_looks_like_a_placeholder_stays_text(value: str) -> None:
    data = fill(template("[body] {{表.名}}", "[body] {{名}}"), {"名": value, "表": [{"名": value}]})
    assert [one.text for one in docx.Document(io.BytesIO(data)).paragraphs][:2] == [value, value]


def test_a_table_row_is_repeated_and_an_empty_list_leaves_none() -> None:
    parts = template("%table 20 60", "! 序号 | 名称", "| {{事.n}} | {{事.名}}", "%end", "[body] 完")
    for members in ([], [{"n": "1", "名": "甲"}], [{"n": str(n), "名": "乙"} for n in range(30)]):
        read = docx.Document(io.BytesIO(fill(parts, {"事": members})))
        assert len(read.tables[0].rows) == 1 + len(members)


EVIL = {
    "macro": {"word/vbaProject.bin": b"x"},
    "control": {"word/activeX/activeX1.xml": b"<a/>"},
    "object": {"word/embeddings/oleObject1.bin": b"x"},
    "outside": {
        "word/_rels/footer1.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/'
        b'package/2006/relationships"><Relationship Id="a" Type="t" TargetMode="External" '
        b'Target="http://example.invalid/x"/></Relationships>'
    },
    "attached": {
        "word/_rels/settings.xml.rels": b'<R><Relationship Type="http://x/attachedTemplate"/></R>'
    },
    "doctype": {"word/footer9.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
    "utf-16": {"word/footer9.xml": "<!DOCTYPE a><a/>".encode("utf-16")},
    "program": {"word/run.exe": b"MZ"},
    "html": {"word/chunk.html": b"<script>"},
}


@pytest.mark.parametrize("kind", EVIL)
def test_a_template_that_is_more_than_a_document_is_refused(kind: str) -> None:
    with pytest.raises(InvalidArgument, match="拒绝使用"):
        check_template(pack({**template("[body] x"), **EVIL[kind]}))


@pytest.mark.parametrize(
    "field", ["DDEAUTO cmd /c calc", 'INCLUDETEXT "c:\\x"', "MACROBUTTON x", "HYPERLINK x", ""]
)
@pytest.mark.parametrize("simple", [True, False])
def test_a_template_with_any_field_but_page_numbers_is_refused(field: str, simple: bool) -> None:
    parts = template("[body] x")
    run = (
        f'<w:fldSimple w:instr="{field.replace(chr(34), "&quot;")}"/>'
        if simple
        else f"<w:r><w:instrText>{field or ' = 1 '}</w:instrText></w:r>"
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"</w:p>", run.encode() + b"</w:p>", 1
    )
    with pytest.raises(InvalidArgument, match="域"):
        fill(check_template(pack(parts)), {})


def test_a_bomb_a_cut_file_and_another_file_are_refused() -> None:
    whole = pack(template("[body] x"))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (200 * 1024 * 1024))
    assert len(bomb.getvalue()) < 300_000
    for data in (bomb.getvalue(), whole[: len(whole) // 2], b"", b"%PDF-1.7", whole[:-30]):
        with pytest.raises(InvalidArgument):
            unpack(data)
    deep = template("[body] x")
    deep["word/document.xml"] = b"<a>" * 5000 + b"</a>" * 5000
    with pytest.raises(InvalidArgument, match="嵌套过深"):
        fill(deep, {})


def test_the_bytes_are_the_same_in_every_version_of_python() -> None:
    # What differs between versions is how minidom writes; this is what ours writes.
    data = fill(template("[body] {{名}}"), {"名": "\"'<&>\t甲\n乙"})
    part = unpack(data)["word/document.xml"].decode()
    assert '<w:t xml:space="preserve">"\'&lt;&amp;&gt;\t甲</w:t><w:br/>' in part
    assert part.startswith('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ')
