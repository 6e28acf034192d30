"""What a site pays for the widget."""

import gzip

from stack import ROOT


def test_the_widget_stays_under_20_kb_gzipped():
    assert len(gzip.compress((ROOT / "web/widget.js").read_bytes(), 9)) <= 20_000


def test_the_widget_needs_no_charset():
    assert (ROOT / "web/widget.js").read_bytes().isascii()


def test_the_widget_never_makes_markup_or_code_of_text():
    source = (ROOT / "web/widget.js").read_text()
    forbidden = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        'setAttribute("style"',
    )
    assert not [word for word in forbidden if word in source]
