"""A template of somebody else that never comes to its end, or is no template."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from checkin.own_process.limits import Limits
from checkin.rules.problems import Refused
from exports.district.reports import form_files
from exports.district.reports.form_files import TEMPLATE, write_docx, write_templates


def refused(folder: Path, out: Path) -> str:
    with pytest.raises(Refused) as error:
        write_docx(out, [], folder)
    assert not list(out.parent.glob("*.docx"))
    return error.value.problems[0].code


def test_a_template_that_goes_round_for_ever_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "templates", tmp_path / "out.docx"
    (template,) = write_templates(folder)
    with zipfile.ZipFile(template) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    loops = "".join(f"{{% for a{i} in range(99999) %}}" for i in range(4)) + "{% endfor %}" * 4
    end = b"</w:body>"
    content["word/document.xml"] = content["word/document.xml"].replace(
        end, f"<w:p><w:r><w:t>{loops}</w:t></w:r></w:p>".encode() + end
    )
    with zipfile.ZipFile(template, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    with monkeypatch.context() as patched:
        patched.setattr(form_files, "LIMITS", Limits(seconds=1.5, megabytes=2000))
        assert refused(folder, out) == "took_too_long"
    template.write_bytes(template.read_bytes()[:1000])
    assert refused(folder, out) == "bad_template"
    (folder / TEMPLATE).unlink()
    assert refused(folder, out) == "bad_template"
