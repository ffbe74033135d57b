"""Markdown in pages to keep: what is shown, and that nothing typed runs, loads or takes long."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embedded_server.kernel import markup
from embedded_server.kernel.markup import as_html

TAGS = set(["p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "a", "hr"])
REL = "noopener noreferrer nofollow"


class Page(HTMLParser):
    """Fails on whatever could run or load."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.open: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        given = dict(attributes)
        if tag == "a":
            assert set(given) == {"href", "rel"}
            self.links.append(given["href"] or "")
            assert self.links[-1].lower().startswith(("http://", "https://"))
            assert given["rel"] == REL
            assert "a" not in self.open, "no link in a link"
        else:
            assert set(given) <= ({"start"} if tag == "ol" else set()), given
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in ("br", "hr")
        assert not attributes

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**b** *i* `a<b`", "<p><strong>b</strong> <em>i</em> <code>a&lt;b</code></p>"),
        ("one\ntwo", "<p>one<br />\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> q\nmine", "<blockquote>\n<p>q</p>\n</blockquote>\n<p>mine</p>"),
        ("```js\nx < y\n```", "<pre><code>x &lt; y\n</code></pre>"),
        ("# Big", "<p><strong>Big</strong></p>"),
        ("[a](https://e.com)", f'<p><a href="https://e.com" rel="{REL}">a</a></p>'),
        ("at http://e.com.", f'<p>at <a href="http://e.com" rel="{REL}">http://e.com</a>.</p>'),
        ("![p](https://e.com/p.png)", f'<p><a href="https://e.com/p.png" rel="{REL}">p</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<b>&lt;</b>", "<p>&lt;b&gt;&amp;lt;&lt;/b&gt;</p>"),
    ],
)
def test_what_is_shown(text: str, html: str) -> None:
    assert as_html(text) == html
    Page(html)


@pytest.mark.parametrize(
    "text",
    [
        "</div></style><script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=a()>",
        "[a](JaVaScRiPt:alert(1)) [b](data:text/html,x) [c](vbscript:x) [d](//e.com) [e](\tfile:x)",
        '[a](https://e.com/"onmouseover="x) https://e.com/"onclick=1 <https://e.com/\'x>',
        "[a](&#106;avascript:x) [b](https://e.com 'a\"><script>') ![](https://e.com/x\"y)",
        "[![x](https://e.com/p)](https://e.com/a) [https://e.com/b](https://e.com/c)",
        "**a *b `c** d* e` ~~f~~ ***g** h* _i __j_ k__",
        '```"><script>\n</pre></code><script>\n```\n    <script>\n<!-- --> <![CDATA[ ]]> <?php ?>',
        "[a]: javascript:x\n\n[a]\n\n|a|b|\n|-|-|\n|<i>|2|",
    ],
)
def test_nothing_typed_runs_or_loads(text: str) -> None:
    assert Page(as_html(text)).open == []


@given(st.text(st.sampled_from("a1.-# \n&\"'é\u3000\t"), max_size=40))
@settings(max_examples=80, deadline=None)
def test_a_plain_text_is_shown_as_the_parser_would(text: str) -> None:
    assert as_html(text) == str(markup._parser().render(text)).strip()


@given(st.lists(st.sampled_from([*"*_`[]()!<>&\"'\\#-+~|:/.1 \n\ta", "http://a", "    "])))
@settings(max_examples=80, deadline=None)
def test_whatever_is_typed_is_whole_and_safe(parts: list[str]) -> None:
    assert Page(as_html("".join(parts))).open == []


LONG = {
    "stars": "*a " * 33_000,
    "brackets": "[" * 100_000,
    "pictures": "![" * 50_000,
    "links": "[](" * 33_000,
    "ticks": "".join("`" * size + " " for size in range(440)),
    "quotes": ">" * 100_000,
    "levels": "".join(" " * 2 * depth + "- a\n" for depth in range(300)),
    "one word": "a" * 100_000,
    "an address": "https://a" + ")" * 100_000,
    "addresses": "https://a.b\n" * 8000,
    "slashes": "\\" * 100_000,
    "signs": "*_`" * 830,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_text_takes_long(text: str) -> None:
    before = time.process_time()
    page = Page(as_html(text))
    assert time.process_time() - before < 2
    assert page.open == []


def test_a_paragraph_of_signs_stays_as_typed() -> None:
    assert as_html("*a* " * 2000) == f"<p>{'*a* ' * 1999}*a*</p>"
