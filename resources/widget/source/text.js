// A safe part of Markdown, made of elements and text nodes alone: no text ever becomes markup.
const INLINE = new RegExp(
  [
    "`([^`\\n]{1,500})`",
    "\\*\\*([^\\n]{1,500}?)\\*\\*",
    "\\[([^\\]\\n]{1,300})\\]\\((https?:\\/\\/[^\\s()<>]{1,500})\\)",
    "(https?:\\/\\/[^\\s<>\"'`()[\\]]{1,500}[^\\s<>\"'`()[\\].,;:!?])",
    "\\[(\\d{1,2})\\]",
  ].join("|"),
  "g",
);
const ITEM = /^\s{0,3}(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;

// `tag` may name a class as well: "p.state".
export function make(tag, properties = {}, ...children) {
  const [name, className] = tag.split(".");
  const node = document.createElement(name);
  if (className) node.className = className;
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function link(href, text) {
  return make("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
}

function inline(text, parent) {
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    const [all, code, bold, label, href, bare, mark] = found;
    parent.append(text.slice(end, found.index));
    if (code) parent.append(make("code", {}, code));
    else if (bold) parent.append(make("strong", {}, bold));
    else if (label) parent.append(link(href, label));
    else if (bare) parent.append(link(bare, bare));
    else parent.append(make("sup", {}, mark));
    end = found.index + all.length;
  }
  parent.append(text.slice(end));
  return parent;
}

export function rich(text) {
  const out = document.createDocumentFragment();
  let list = null;
  let lines = null;
  const flush = () => {
    if (lines) out.append(inline(lines.join("\n"), make("p")));
    lines = list = null;
  };
  text.split("```").forEach((part, index) => {
    if (index % 2) {
      flush();
      out.append(make("pre", { tabIndex: 0 }, make("code", {}, part.replace(/^\w*\n/, ""))));
      return;
    }
    for (const line of part.split("\n")) {
      const item = ITEM.exec(line);
      if (item) {
        const tag = item[1] ? "ol" : "ul";
        if (list?.localName !== tag) {
          flush();
          list = make(tag);
          if (item[1]) list.start = Number(item[1]);
          out.append(list);
        }
        list.append(inline(item[2], make("li")));
      } else if (!line.trim()) {
        flush();
      } else {
        if (list) flush();
        (lines ??= []).push(line.replace(/^#{1,6}\s+/, ""));
      }
    }
    flush();
  });
  return out;
}
