// Shows the conversation, and speaks with the page around it: hello, close, unread; open, close.
import { make, rich } from "./text.js";
import { Talk } from "./talk.js";
import { language, moment, say } from "./words.js";

const site = decodeURIComponent(location.hash.slice(1));
const root = document.getElementById("chat");
const talk = new Talk();
let isOpen = false;
let unread = -1;
let sticks = true;

function tell(spaces, more) {
  try {
    parent.postMessage({ spaces, ...more }, site);
  } catch {
    // The address names no site; nobody is told anything.
  }
}

const icon = (d) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.ariaHidden = "true";
  svg.append(document.createElementNS(svg.namespaceURI, "path"));
  svg.firstChild.setAttribute("d", d);
  return svg;
};
const button = (text, onclick, className = "plain") =>
  make("button", { type: "button", className, onclick }, text);
const iconButton = (label, d, onclick, className = "icon") =>
  make("button", { type: "button", className, title: label, ariaLabel: label, onclick }, icon(d));

const title = make("h1");
const badge = make("span.verified", { role: "img" }, icon("M5 12l5 5 9-10"));
const finish = button(say("finish"), () => leaving(talk.act("POST", "/resolve", {})), "item");
const transcript = button(say("transcript"), () => leaving(save(`${talk.path}/transcript?format=txt`, "conversation.txt")), "item");
const menu = make("details.menu", {},
  make("summary.icon", { title: say("more"), ariaLabel: say("more") },
    icon("M5 12h.01 M12 12h.01 M19 12h.01")),
  make("div", {}, transcript, finish));
const close = iconButton(say("close"), "M6 6l12 12 M18 6L6 18", () => tell("close"));
const older = button(say("earlier"), () => talk.earlier().catch(() => {}), "plain center");
const hello = make("div.hello", {});
const list = make("ol");
const log = make("div", { role: "log", ariaLive: "polite" }, list);
const scroller = make("div.scroll", { tabIndex: 0 }, older, hello, log);
const state = make("p.state", { role: "status" });
const toPerson = () => button(say("person"), () => talk.act("POST", "/transfer", {}));
const person = make("div.person", {}, toPerson());
const name = make("input", { maxLength: 80, autocomplete: "name", placeholder: say("yourName") });
const field = make("textarea", { rows: 1, maxLength: 4000, placeholder: say("message") });
const send = iconButton(say("send"), "M4 12l16-8-6 16-3-7z", submit, "icon send");
const stop = iconButton(say("stop"), "M7 7h10v10H7z", () => talk.stop(), "icon send stop");
const picker = make("input", { type: "file", multiple: true, hidden: true, onchange() {
  attach(picker.files);
  picker.value = "";
} });
const clip = iconButton(say("attach"), "M7 8v8a5 5 0 0 0 10 0V7a3 3 0 0 0-6 0v9", () => picker.click());
name.ariaLabel = say("yourName");
field.ariaLabel = say("message");
const writing = make("div.write", {}, name, make("div", {}, clip, field, stop, send), picker);
const after = make("div.after", {});
const rows = new Map();

document.documentElement.lang = language;
badge.ariaLabel = say("verified");
root.append(make("header", {}, title, badge, menu, close), scroller, state, person, writing, after);

function submit() {
  const text = field.value.trim();
  if (!text || !talk.facts) return;
  field.value = "";
  if (talk.trouble === "anew") talk.trouble = "";
  talk.send(text, name.value);
  size();
  sticks = true;
}

function attach(files) {
  if (writing.hidden || !talk.facts) return;
  for (const file of files) talk.send("", name.value, file);
  sticks = true;
}

function size() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
}

function leaving() {
  menu.open = false;
  menu.firstChild.focus();
}

// What may be anything is put onto the disk, and never opened in this chat's own name.
async function save(path, download) {
  const answer = await talk.wire.ask("GET", path, null, 600).catch(() => null);
  const blob = await answer?.blob().catch(() => null);
  if (!blob) return;
  const href = URL.createObjectURL(blob);
  make("a", { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

function notice({ notice, text }) {
  if (!notice) return text;
  const act = { taken_over: "accepted", assigned: "accepted", agent_left: "released" }[notice.act];
  const key = act || notice.act;
  if (key === "started") return "";
  const at = notice.at ? moment(notice.at) : "";
  if (key === "nobody_available" && at) return `${say(key)} ${say("back", { at })}`;
  return say(key, { name: notice.name || "", at });
}

function row(message, isOffer) {
  if (message.kind === "system") return make("li.notice", {}, notice(message));
  const isAi = message.author.kind === "agent";
  const isMine = message.author.id === talk.guest?.userId;
  const item = make("li", { className: isMine ? "mine" : "theirs" });
  const who = make("span.who", {}, isMine ? say("you") : message.author.name);
  if (isAi) who.append(" ", make("span.ai", {}, say("ai")));
  const body = make("div.body", {});
  if (isMine) body.append(message.text);
  else body.append(rich(message.text));
  const files = message.attachments || [];
  item.append(who);
  if (message.text || !files.length) item.append(body);
  for (const { name, sizeBytes, url } of files)
    item.append(button(`${name} · ${Math.ceil(sizeBytes / 1024)} KB`, () => save(url, name)));
  if (message.status === "streaming") {
    item.ariaBusy = "true";
    if (!message.text) body.append(make("span.dots", {}, "•••"));
  }
  if (message.status === "stopped" || message.status === "failed")
    item.append(make("small", {}, say(message.status)));
  if (isOffer) item.append(make("small", {}, say("unsure")), toPerson());
  if (message.citations?.length) {
    const list = make("ol");
    for (const { number, title, passage } of message.citations)
      list.append(make("li", { value: number }, make("b", {}, title), make("p", {}, passage)));
    item.append(make("details", {}, make("summary", {}, say("sources")), list));
  }
  return item;
}

function pending(item) {
  const line = item.failed
    ? make("small.bad", {}, say("notSent", { why: item.failed }), " ",
        button(say("again"), () => talk.retry(item), "link"),
        button(say("discard"), () => talk.discard(item), "link"))
    : make("small", {}, say("sending"));
  return make("li.mine", {}, make("span.who", {}, say("you")),
    make("div.body", {}, item.file?.name || item.text), line);
}

function rating() {
  const { rating } = talk.chat;
  after.replaceChildren();
  if (rating) after.append(make("p", {}, say("thanks")));
  else {
    const stars = make("fieldset", {}, make("legend", {}, say("rate")));
    for (let n = 1; n <= 5; n++) {
      const label = say("stars", { n });
      const one = make("input", { type: "radio", name: "score", value: n, ariaLabel: label });
      stars.append(make("label", { title: label }, one, icon("M12 3l3 6 6 1-4 5 1 6-6-3-6 3 1-6-4-5 6-1z")));
    }
    const comment = make("textarea", { rows: 2, maxLength: 2000, placeholder: say("comment") });
    comment.ariaLabel = say("comment");
    const give = button(say("sendRating"), async () => {
      const score = Number(stars.querySelector(":checked").value);
      await talk.act("PUT", "/rating", { score, comment: comment.value });
      if (talk.offline) return;
      talk.chat.rating = { score };
      show();
      after.querySelector("button").focus();
    });
    give.disabled = true;
    stars.onchange = () => (give.disabled = false);
    after.append(stars, comment, give);
  }
  after.append(button(say("fresh"), () => { talk.startAnew(); field.focus(); }, "main"));
}

function status() {
  const c = talk.chat;
  if (talk.trouble === "fast") return say("fast", { n: talk.wait });
  if (talk.trouble) return say(talk.trouble);
  if (talk.offline) return say("offline");
  if (talk.writers.size) return say("writing", { name: [...talk.writers.keys()].join(", ") });
  if (c?.status === "waiting_human") {
    if (c.staffAvailable === false) return c.opensAt ? say("back", { at: moment(c.opensAt) }) : say("waitLong");
    const place = c.queuePosition === 1 ? say("next") : c.queuePosition ? say("place", { n: c.queuePosition }) : say("waitLong");
    const s = c.estimatedWaitSeconds;
    if (s == null) return place;
    return `${place} ${s < 60 ? say("waitLess") : say("wait", { n: Math.round(s / 60) })}`;
  }
  return talk.kept || !c ? "" : say("notKept");
}

// Rows that are the same stay as they are, so that nothing is read out or selected twice.
function place(parent, wanted) {
  const keys = new Set(wanted.map(([key]) => key));
  for (const [key, known] of rows) if (!keys.has(key)) { known.node.remove(); rows.delete(key); }
  let before = null;
  for (const [key, stamp, build] of wanted) {
    let known = rows.get(key);
    if (known?.stamp !== stamp) {
      const node = build();
      if (known) {
        const open = known.node.querySelector("details")?.open;
        if (open && node.querySelector("details")) node.querySelector("details").open = true;
        known.node.replaceWith(node);
      }
      rows.set(key, (known = { stamp, node }));
    }
    const next = before ? before.nextSibling : parent.firstChild;
    if (next !== known.node) parent.insertBefore(known.node, next);
    before = known.node;
  }
}

let wasOver = null;
function show() {
  const { facts, chat: c } = talk;
  title.textContent = facts?.communityName || "";
  log.ariaLabel = document.title = say("chat", { name: title.textContent });
  badge.hidden = !facts?.isVerified;
  menu.hidden = !c?.status;
  finish.hidden = Boolean(talk.isOver);
  older.hidden = !talk.older;
  hello.replaceChildren(...(!facts || talk.older ? [] : [make("p", {}, facts.greeting || say("greeting"))]));
  if (facts?.agentName) hello.append(make("p", {}, say("aiFirst", { name: facts.agentName })));
  else if (facts && !facts.staffAvailable && !c) hello.append(make("p", {}, say("away")));
  const all = talk.sorted();
  // The moment to offer a person: the AI's last words rest on nothing that it was given.
  const last = all.findLast((m) => m.kind !== "system");
  const offer = c?.canTransfer && last?.isUnsure && last.status === "sent" && last;
  const wanted = all
    .filter((m) => m.kind !== "system" || notice(m))
    .map((m) => [m.id, JSON.stringify([m, m === offer]), () => row(m, m === offer)]);
  const known = new Set(all.map((m) => m.clientId));
  for (const item of talk.outbox)
    if (!known.has(item.id)) wanted.push([item.id, `p${item.failed}`, () => pending(item)]);
  place(list, wanted);
  state.textContent = status();
  person.hidden = !c?.canTransfer || Boolean(offer);
  stop.hidden = !talk.streaming();
  send.hidden = !stop.hidden && !field.value.trim();
  name.hidden = Boolean(talk.guest || talk.outbox.length || c);
  const isOver = talk.isOver && c.id + Boolean(c.rating);
  writing.hidden = Boolean(talk.isOver) || talk.trouble === "off";
  after.hidden = !talk.isOver;
  if (isOver && isOver !== wasOver) rating();
  wasOver = isOver;
  if (sticks) scroller.scrollTop = scroller.scrollHeight;
  const seen = isOpen && document.visibilityState === "visible";
  if (seen) talk.seen();
  const count = seen ? 0 : c?.unreadCount || 0;
  if (count !== unread) tell("unread", { count: (unread = count) });
}

// Who has scrolled up to read is left there.
scroller.onscroll = () => {
  sticks = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
};
list.addEventListener("toggle", show, true);
let due = 0;
talk.addEventListener("change", () => {
  due ||= setTimeout(() => { due = 0; show(); }, 30);
});
field.addEventListener("input", () => { size(); show(); talk.typing(); });
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
});
field.onpaste = (event) => attach(event.clipboardData.files);
root.ondragover = root.ondrop = (event) => {
  event.preventDefault();
  attach(event.dataTransfer.files);
};
addEventListener("pointerdown", (event) => {
  if (!menu.contains(event.target)) menu.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") tell("close");
  if (event.key !== "Tab") return;
  // Focus goes round in the chat; Escape and the button that closes it lead out.
  const stops = [...root.querySelectorAll("button, input, textarea, summary, a, [tabindex]")]
    .filter((node) => !node.disabled && node.getClientRects().length);
  const end = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement === end || document.activeElement === document.body) {
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }
});
addEventListener("message", (event) => {
  if (event.source !== parent || event.origin !== site) return;
  if (event.data?.spaces === "open" || event.data?.spaces === "close") {
    isOpen = sticks = event.data.spaces === "open";
    show();
    if (!isOpen) return;
    (writing.hidden ? close : field).focus();
  }
});
document.addEventListener("visibilitychange", show);

if (parent === window || !site) root.replaceChildren(make("p.hello", {}, say("elsewhere")));
else {
  tell("hello");
  talk.begin();
}
