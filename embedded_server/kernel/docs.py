"""The contract as one page that needs nothing from any network: no script, no font, no image."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from embedded_server.contracts.accounts import OPENAPI

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; text-transform: capitalize; }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
summary { padding: .6rem 0; cursor: pointer; }
code, pre { font: 14px/1.5 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .8rem; border-radius: .5rem;
  background: color-mix(in srgb, currentColor 8%, transparent); }
.method { display: inline-block; min-width: 4.5rem; font-weight: 600; }
.what { opacity: .75; margin-left: .8rem; }
table { border-collapse: collapse; } td { padding: .2rem 1rem .2rem 0; vertical-align: top; }
"""


def render(document: dict[str, Any]) -> str:
    """`document` is an OpenAPI 3.1 document; all of its text is escaped."""
    groups: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    body = "".join(
        f"<h2>{escape(tag)}</h2>{''.join(operations)}" for tag, operations in groups.items()
    )
    schemas = "".join(
        f"<details id='{escape(name)}'><summary><code>{escape(name)}</code>"
        f"<span class=what>{escape(schema.get('description', ''))}</span></summary>"
        f"<pre>{_json(schema)}</pre></details>"
        for name, schema in sorted(document["components"]["schemas"].items())
    )
    info = document["info"]
    return (
        "<!doctype html><html lang=en><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<title>{escape(info['title'])}</title><style>{_STYLE}</style>"
        f"<h1>{escape(info['title'])} {escape(info['version'])}</h1>"
        f"<p>{escape(info['description'])} The same as OpenAPI 3.1: "
        f"<a href='{OPENAPI.path}'><code>{OPENAPI.path}</code></a>.</p>"
        f"{body}<h2>Types</h2>{schemas}</html>"
    )


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    parameters = "".join(
        f"<tr><td><code>{escape(p['name'])}</code><td>{escape(p['in'])}"
        f"<td>{'needed' if p['required'] else ''}</tr>"
        for p in operation["parameters"]
    )
    answers = "".join(
        f"<tr><td><code>{escape(status)}</code><td>{escape(answer['description'])}"
        f"<td>{_types(answer)}</tr>"
        for status, answer in operation["responses"].items()
    )
    sent = ""
    if (body := operation.get("requestBody")) is not None:
        sent = f"<h4>Body</h4><p>{_types(body)}</p>"
    taken = f"<h4>Parameters</h4><table>{parameters}</table>" if parameters else ""
    return (
        f"<details><summary><code><span class=method>{method.upper()}</span>{escape(path)}</code>"
        f"<span class=what>{escape(operation['summary'])}</span></summary>"
        f"{taken}{sent}<h4>Answers</h4><table>{answers}</table></details>"
    )


def _types(holder: dict[str, Any]) -> str:
    names = []
    for media, content in holder.get("content", {}).items():
        reference = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
        name = f"<a href='#{escape(reference)}'>{escape(reference)}</a>" if reference else ""
        names.append(f"<code>{escape(media)}</code> {name}")
    return "<br>".join(names)


def _json(schema: dict[str, Any]) -> str:
    return escape(json.dumps(schema, indent=2, ensure_ascii=False))
