"use strict";
// A session in a browser: the door with its name, then the page, the people and the chat.
const $ = (id) => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const code = decodeURIComponent(location.pathname.split("/").pop());
const KEY = `spaces-play:${code}`;
let pass = null; // { spaceId, sessionId, token }
let base = "";
let link = null;
let bridge = null;
let session = null;
let facts = null;
let people = new Map();
let shared = { version: 0, state: {} };
let seen = new Set();
let isOver = false;

const call = (method, path, body) => request(method, base + path, body, pass?.token);
const mine = () => [...people.values()].find((one) => one.userId === session?.me);

// The door

function door(...children) {
  $("room").hidden = true;
  $("door").hidden = false;
  $("door").replaceChildren(make("div", { className: "card" }, ...children));
}
const message = (text) => door(make("p", { role: "alert" }, text));

async function atTheDoor() {
  let told;
  try {
    told = (await request("GET", `/play/${encodeURIComponent(code)}`)).json;
  } catch (error) {
    return message(error.status === 404 ? words.unknown : say("failed", { why: error.message }));
  }
  document.title = told.spaceName;
  if (!told.isLive) return message(words.ended);
  if (told.isLocked) return message(words.locked);
  if (told.isFull) return message(words.full);
  const name = make("input", { maxLength: 80, required: true, autocomplete: "name", id: "name" });
  const go = make("button", { className: "main" }, words.goIn);
  const wrong = make("p", { role: "alert", className: "bad" });
  const form = make(
    "form",
    {
      async onsubmit(event) {
        event.preventDefault();
        if (!name.value.trim()) return name.focus();
        go.disabled = true;
        wrong.textContent = "";
        try {
          const path = `/play/${encodeURIComponent(code)}/visitors`;
          const { json } = await request("POST", path, { name: name.value.trim() });
          keep(json);
          await enter();
        } catch (error) {
          wrong.textContent = say("failed", { why: error.message });
        }
        go.disabled = false;
      },
    },
    make("label", { htmlFor: "name" }, words.yourName),
    name,
    wrong,
    go,
  );
  const many = told.participantCount;
  door(
    make("h1", {}, say("invited", { name: told.hostName, space: told.spaceName })),
    ...(told.description ? [make("p", { className: "soft" }, told.description)] : []),
    make("p", { className: "soft" }, many ? words.here(many) : words.nobody),
    form,
  );
  name.focus();
}

function keep(given) {
  const { spaceId, sessionId, token } = given;
  pass = { spaceId, sessionId, token };
  // For this tab alone, so that a reload is no new visitor.
  sessionStorage.setItem(KEY, JSON.stringify(pass));
}

function remembered() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.get("token")) {
    keep({ spaceId: given.get("space"), sessionId: given.get("session"), token: given.get("token") });
    // The token stays in no address that could be copied.
    history.replaceState(null, "", location.pathname);
    return true;
  }
  try {
    pass = JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    pass = null;
  }
  return pass !== null;
}

// The room

async function enter() {
  base = `/spaces/${encodeURIComponent(pass.spaceId)}/sessions/${encodeURIComponent(pass.sessionId)}`;
  const joined = (await call("POST", "/join")).json;
  session = { me: joined.userId, hostId: null };
  facts = (await call("GET", "/page")).json;
  isOver = false;
  document.title = facts.spaceName;
  $("door").hidden = true;
  $("room").hidden = false;
  $("title").textContent = facts.spaceName;
  $("status").textContent = words.connecting;
  link?.close();
  link = new Link(pass.token, pass.sessionId, {
    heard,
    stands(up) {
      if (!isOver) $("status").textContent = up ? "" : words.lost;
    },
    // Before each new try: who was lost for long joins again, and why it may not be is told.
    async refused() {
      try {
        await call("POST", "/join");
        await refresh();
      } catch (error) {
        if (error.status) over(error);
        throw error;
      }
    },
  });
  await refresh();
  link.open();
  showPage();
}

async function refresh() {
  const found = await call("GET", "");
  session.hostId = found.json.hostId;
  people = new Map(found.json.participants.map((one) => [one.id, one]));
  const state = (await call("GET", "/state")).json;
  if (state.version >= shared.version) shared = state;
  const chat = (await call("GET", "/messages?limit=50")).json.items.reverse();
  chat.forEach(showMessage);
  if (link.seq === null) link.seq = found.seq;
  if (found.json.status === "ended") return over({ code: "session_ended" });
  showPeople();
  bridge?.tell({ type: "state", version: shared.version, state: shared.state, by: null });
}

function heard({ type, data }) {
  if (type === "resync") return void refresh().catch(() => {});
  if (type === "participant.updated") {
    people.set(data.id, data);
    showPeople();
  } else if (type === "session.updated") {
    session.hostId = data.hostId;
    if (data.status === "ended") return over({ code: "session_ended" });
    showPeople();
  } else if (type === "session.state" && data.version > shared.version) {
    shared = { version: data.version, state: data.state };
    const by = seatOf(data.changedBy)?.id ?? null;
    bridge?.tell({ type: "state", ...shared, by });
  } else if (type === "session.message") {
    showMessage(data);
    bridge?.tell(asSaid(data));
  } else if (type === "session.signal" && data.participantId !== mine()?.id) {
    bridge?.tell({ type: "signal", by: data.participantId, data: data.data });
  }
}

const seatOf = (userId) => [...people.values()].find((one) => one.userId === userId);
const asPerson = (one) => ({
  id: one.id,
  name: one.name,
  isMe: one.userId === session.me,
  isHost: one.userId === session.hostId,
  isConnected: one.status === "connected",
  role: one.role,
  controlMode: one.controlMode ?? "human",
  agentName: one.agentName ?? null,
});
const asSaid = (said) => ({
  type: "message",
  by: said.participantId ?? seatOf(said.author.id)?.id ?? null,
  byAi: said.author.kind === "agent",
  name: said.author.name,
  text: said.text,
  at: said.createdAt,
});

function showPeople() {
  const all = [...people.values()].map(asPerson);
  all.sort((a, b) => b.isConnected - a.isConnected || a.name.localeCompare(b.name));
  const rows = all.map((one) => {
    const visitor = people.get(one.id).isVisitor;
    const about = [
      one.isMe && words.you,
      one.isHost && words.host,
      visitor && !one.isMe && words.visitor,
      one.role,
      one.agentName && words.drives[one.controlMode],
      !one.isConnected && words.gone,
    ].filter(Boolean);
    return make(
      "li",
      { className: one.isConnected ? "" : "gone" },
      make("span", { className: "name" }, one.name),
      ...about.map((text) => make("span", { className: "tag" }, text)),
    );
  });
  $("people").replaceChildren(...rows);
  bridge?.tell({ type: "people", people: all });
}

function showMessage(said) {
  if (seen.has(said.id)) return;
  seen.add(said.id);
  const ai = said.author.kind === "agent";
  const log = $("chat");
  const sticks = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.append(
    make(
      "li",
      { className: said.author.id === session.me && !ai ? "mine" : "" },
      make("span", { className: "name" }, ai ? say("agent", { name: said.author.name }) : said.author.name),
      make("span", { className: "body" }, said.text),
    ),
  );
  if (sticks) log.scrollTop = log.scrollHeight;
}

function over(error) {
  if (isOver) return;
  isOver = true;
  link?.close();
  bridge?.tell({ type: "ended" });
  bridge?.close();
  bridge = null;
  sessionStorage.removeItem(KEY);
  const why = {
    session_ended: words.ended,
    removed: words.removed,
    unauthenticated: words.signedOut,
    left: words.left,
  };
  message(why[error.code] ?? say("failed", { why: error.message ?? error.code }));
}

// The page

const does = {
  hello() {
    bridge.tell({
      type: "welcome",
      version: BRIDGE.version,
      spaceName: facts.spaceName,
      definition: facts.definition,
      people: [...people.values()].map(asPerson),
      stateVersion: shared.version,
      state: shared.state,
      language: LANGUAGE === "zh" ? "zh_CN" : "en",
      theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    });
  },
  async "state.set"({ id, version, state }) {
    try {
      const { json } = await call("PUT", "/state", { version, state });
      if (json.version > shared.version) shared = json;
      bridge?.tell({ type: "done", id, version: json.version });
    } catch (error) {
      const now = error.problem?.current ?? {};
      bridge?.refuse(id, error.code, error.message, {
        version: now.version ?? null,
        state: now.state ?? null,
      });
    }
  },
  async "message.send"({ id, text }) {
    await answered(id, () => call("POST", "/messages", { text }));
  },
  "signal.send"({ data }) {
    link.send({ type: "session.signal", sessionId: pass.sessionId, data });
  },
  async "control.ask"({ id, mode }) {
    const agreed = await agree(say("askControl", { mode: words.modes[mode] }));
    if (!agreed) return bridge?.refuse(id, "declined", "The person has declined.");
    const path = `/participants/${encodeURIComponent(mine().id)}`;
    await answered(id, () => call("PATCH", path, { controlMode: mode }));
  },
  async "link.open"({ url }) {
    let parsed;
    try {
      parsed = new URL(url);
    } catch {
      return;
    }
    if (!["https:", "http:"].includes(parsed.protocol)) return;
    if (await agree(`${words.askLink}\n${parsed.href}`)) {
      window.open(parsed.href, "_blank", "noopener,noreferrer");
    }
  },
};

async function answered(id, act) {
  try {
    await act();
    bridge?.tell({ type: "done", id, version: null });
  } catch (error) {
    bridge?.refuse(id, error.code, error.message);
  }
}

function agree(text) {
  const dialog = $("ask");
  if (dialog.open) return Promise.resolve(false);
  $("ask-text").textContent = text;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((done) => (dialog.onclose = () => done(dialog.returnValue === "yes")));
}

function showPage() {
  bridge?.close();
  bridge = null;
  if (facts.pageUrl === null) {
    return $("stage").replaceChildren(make("p", { className: "soft note" }, words.noPage));
  }
  const frame = make("iframe", { title: facts.spaceName, referrerPolicy: "no-referrer" });
  frame.setAttribute("sandbox", "allow-scripts allow-forms");
  frame.allow = "fullscreen; autoplay";
  $("stage").replaceChildren(frame);
  bridge = new Bridge(frame, does, () => {
    const again = make("button", { className: "main", type: "button", onclick: showPage }, words.reload);
    $("stage").replaceChildren(make("p", { className: "note" }, words.stopped), again);
  });
  frame.src = facts.pageUrl;
}

// The side

$("people-title").textContent = words.people;
$("chat-title").textContent = words.chat;
$("send").textContent = words.send;
$("leave").textContent = words.leave;
$("show-people").textContent = words.showPeople;
$("ask-yes").textContent = words.yes;
$("ask-no").textContent = words.no;
$("text").placeholder = words.write;
$("text").ariaLabel = words.write;
$("show-people").onclick = () => {
  const hidden = ($("side").hidden = !$("side").hidden);
  $("show-people").ariaExpanded = String(!hidden);
};
$("leave").onclick = async () => {
  await call("POST", "/leave").catch(() => {});
  over({ code: "left" });
};
$("write").onsubmit = async (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("send").disabled = true;
  try {
    await call("POST", "/messages", { text, clientId: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` });
    $("text").value = "";
    $("status").textContent = "";
  } catch (error) {
    // What was written stays in the field.
    $("status").textContent = say("failed", { why: error.message });
  }
  $("send").disabled = false;
  $("text").focus();
};
$("text").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("write").requestSubmit();
  }
};

(async () => {
  if (!remembered()) return atTheDoor();
  try {
    await enter();
  } catch (error) {
    sessionStorage.removeItem(KEY);
    if (code === "open") over(error);
    else await atTheDoor();
  }
})();
