"""Which sites may show a brand's chat: one spelling each, wildcards for subdomains alone."""

from __future__ import annotations

import pytest

from embedded_server.kernel.sites import clean_site, site_allowed


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("https://shop.example", "https://shop.example"),
        (" HTTPS://Shop.Example/ ", "https://shop.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("http://shop.example:443", "http://shop.example:443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:81/", "http://127.0.0.1:81"),
        ("https://*.shop.example", "https://*.shop.example"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://Faß.example", "https://xn--fa-hia.example"),
    ],
)
def test_a_site_has_one_spelling(typed: str, clean: str) -> None:
    assert clean_site(typed) == clean


@pytest.mark.parametrize(
    "typed",
    [
        *("", "*", "shop.example", "https://", "https://*", "https://*.example", "ftp://a.example"),
        *("https://a.example/shop", "https://a.example?x", "https://a.example#x", "javascript:1"),
        *("https://me@a.example", "https://a.*.example", "https://*a.example", "https://[::1]"),
        *("https://a.example:0", "https://a.example:99999", "https://a.example:x", "null"),
        *("https://a_b.example", "https://a..example", "https://-a.example", "https://*.0.0.1"),
        *("https://a.example; script-src *", "https://a.example https://b.example", "https://'a'"),
    ],
)
def test_what_is_no_site_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match=r"site|host|subdomains"):
        clean_site(typed)


def test_a_page_is_let_in_as_browsers_do() -> None:
    sites = ["https://shop.example", "https://*.brand.example", "http://old.example"]
    inside = ("https://shop.example", "https://a.brand.example", "https://a.b.brand.example")
    assert all(site_allowed(origin, sites) for origin in inside)
    assert site_allowed("https://old.example", sites)
    for outside in (
        *("http://shop.example", "https://brand.example", "https://shop.example:8443", "null", ""),
        *("https://evilbrand.example", "https://shop.example.evil.example", "https://*.x.example"),
    ):
        assert not site_allowed(outside, sites)
    assert not site_allowed("https://shop.example", [])
