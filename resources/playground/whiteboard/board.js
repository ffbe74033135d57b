"use strict";
// A board that everybody draws on. Finished strokes are the session's state; what is being drawn
// goes by signals, so that others see the hand move.
const WORDS = {
  en: {
    pen: "Pen", eraser: "Eraser", undo: "Undo", clear: "Clear", sure: "Clear all?", bar: "Tools",
    inks: ["Black", "Red", "Orange", "Green", "Blue", "Violet"], sizes: ["Thin", "Medium", "Thick"],
    full: "The board is full: erase something first.", failed: "That was not kept: ",
    alone: "Open this board in a playground's session.", over: "The session is over.", board: "Whiteboard",
  },
  zh: {
    pen: "画笔", eraser: "橡皮", undo: "撤销", clear: "清空", sure: "全部清空？", bar: "工具",
    inks: ["黑", "红", "橙", "绿", "蓝", "紫"], sizes: ["细", "中", "粗"],
    full: "画板已满：请先擦除一些内容。", failed: "未能保存：",
    alone: "请在游乐场的会话中打开此画板。", over: "会话已结束。", board: "白板",
  },
};
const INKS = { light: ["#1b1f24", "#c62828", "#b95e00", "#2e7d32", "#1d5bbf", "#7b3fb5"],
  dark: ["#eceef1", "#ff8a80", "#ffb74d", "#81c784", "#8db8ff", "#ce93d8"] };
const SIZES = [24, 60, 140];
const SIGNAL_MS = 60;
const LIVE_POINTS = 200;

const board = document.getElementById("board");
const [kept, live] = ["kept", "live"].map((id) => document.getElementById(id));
const bar = document.getElementById("bar");
const note = Object.assign(document.createElement("span"), { id: "note" });
note.setAttribute("role", "status");
let words = WORDS.en;
let inks = INKS.light;
let tool = "pen";
let ink = 0;
let size = 1;
let strokes = [];
let drawing = null;
let others = new Map(); // By participant: what they are drawing, and where they point.
let mine = []; // Ids of strokes of this window, newest last.
let erased = new Set();
let sentAt = 0;
let frame = 0;

const unit = () => Math.max(board.clientWidth, board.clientHeight, 1) / UNIT;
const at = (event) => {
  const box = board.getBoundingClientRect();
  const one = unit();
  return [Math.round((event.clientX - box.left) / one), Math.round((event.clientY - box.top) / one)];
};

function paint(canvas, shown) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [board.clientWidth * ratio, board.clientHeight * ratio].map(Math.round);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  const one = unit() * ratio;
  context.clearRect(0, 0, width, height);
  context.lineCap = context.lineJoin = "round";
  for (const stroke of shown) {
    const { p } = stroke;
    context.strokeStyle = inks[stroke.c % inks.length] ?? inks[0];
    context.lineWidth = Math.max(1, stroke.w * one);
    context.beginPath();
    context.moveTo(p[0] * one, p[1] * one);
    if (p.length === 2) context.lineTo(p[0] * one + 0.1, p[1] * one);
    for (let i = 2; i + 3 < p.length; i += 2) {
      // Through the middles, so that corners of the hand are round.
      context.quadraticCurveTo(
        p[i] * one, p[i + 1] * one, ((p[i] + p[i + 2]) / 2) * one, ((p[i + 1] + p[i + 3]) / 2) * one,
      );
    }
    if (p.length > 2) context.lineTo(p[p.length - 2] * one, p[p.length - 1] * one);
    context.stroke();
  }
}

function repaint() {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    paint(kept, strokes.filter(({ i }) => !erased.has(i)));
    const drawn = [...others.values()].map(({ stroke }) => stroke).filter(Boolean);
    paint(live, drawing ? [...drawn, drawing] : drawn);
    for (const label of board.querySelectorAll(".pointer")) label.remove();
    for (const [by, { at: [x, y] }] of others) {
      const person = spaces.people.find(({ id }) => id === by);
      if (!person) continue;
      const label = Object.assign(document.createElement("span"), { className: "pointer" });
      label.textContent = person.name;
      label.style.left = `${x * unit()}px`;
      label.style.top = `${y * unit()}px`;
      board.append(label);
    }
  });
}

function show(state) {
  strokes = strokesOf(state);
  const there = new Set(strokes.map(({ i }) => i));
  erased = new Set([...erased].filter((id) => there.has(id)));
  for (const [by, one] of others) if (one.stroke && there.has(one.stroke.i)) others.get(by).stroke = null;
  mine = mine.filter((id) => there.has(id));
  tools();
  repaint();
}

const tell = (text) => (note.textContent = text);
const size_of = (list) => new Blob([JSON.stringify({ strokes: list })]).size;

async function change(make) {
  try {
    await spaces.update((state) => {
      const list = make(strokesOf(state));
      return list === null ? undefined : { ...state, strokes: list };
    });
    tell("");
    return true;
  } catch (error) {
    tell(error.code === "full" || error.code === "too_large" ? words.full : words.failed + error.message);
    return false;
  } finally {
    show(spaces.state);
  }
}

async function keep(stroke) {
  strokes = [...strokes, stroke];
  mine.push(stroke.i);
  repaint();
  const done = await change((list) => {
    const next = [...list.filter(({ i }) => i !== stroke.i), stroke];
    if (size_of(next) > MOST_BYTES) throw Object.assign(new Error(words.full), { code: "full" });
    return next;
  });
  if (!done) mine = mine.filter((id) => id !== stroke.i);
}

function remove(ids) {
  if (!ids.size) return;
  erased = new Set([...erased, ...ids]);
  repaint();
  change((list) => {
    const left = list.filter(({ i }) => !ids.has(i));
    return left.length === list.length ? null : left;
  }).then(() => {
    for (const id of ids) erased.delete(id);
    repaint();
  });
}

function signal(now = performance.now()) {
  if (now - sentAt < SIGNAL_MS) return;
  sentAt = now;
  const p = drawing.p.slice(-2 * LIVE_POINTS);
  spaces.signal({ at: p.slice(-2), stroke: tool === "pen" ? { ...drawing, p: simplified(p, 12) } : null });
}

let rubbed = new Set();
board.onpointerdown = (event) => {
  if (event.button !== 0 || drawing || spaces.isOver) return;
  board.setPointerCapture(event.pointerId);
  drawing = { i: Math.random().toString(36).slice(2, 12), c: ink, w: SIZES[size], p: at(event) };
  rubbed = new Set();
  board.onpointermove(event);
};
board.onpointermove = (event) => {
  if (!drawing) return;
  for (const one of event.getCoalescedEvents?.() ?? [event]) {
    const [x, y] = at(one);
    const [px, py] = drawing.p.slice(-2);
    if (tool === "pen" && (px !== x || py !== y)) drawing.p.push(x, y);
    if (tool === "eraser") {
      drawing.p = [x, y];
      for (const stroke of strokes) {
        if (!erased.has(stroke.i) && touches(stroke, x, y, SIZES[size] / 2)) {
          rubbed.add(stroke.i);
          erased.add(stroke.i);
        }
      }
    }
  }
  signal();
  repaint();
};
const finish = () => {
  if (!drawing) return;
  const stroke = drawing;
  drawing = null;
  sentAt = 0;
  if (tool === "pen") keep({ ...stroke, p: simplified(stroke.p) });
  else remove(rubbed);
  spaces.signal(null);
};
board.onpointerup = board.onpointercancel = finish;

function button(label, look, pressed, act, more = {}) {
  const made = Object.assign(document.createElement("button"), { type: "button", title: label, onclick: act, ...more });
  made.setAttribute("aria-label", label);
  if (pressed !== null) made.setAttribute("aria-pressed", String(pressed));
  made.append(look);
  return made;
}
const spot = (style) => {
  const made = document.createElement("i");
  Object.assign(made.style, style);
  return made;
};
const gap = () => Object.assign(document.createElement("span"), { className: "gap" });

let isSure = false;
function tools() {
  const focused = document.activeElement?.title;
  const choose = (act) => () => {
    act();
    tools();
  };
  const isHost = spaces.me?.isHost ?? false;
  bar.setAttribute("aria-label", words.bar);
  bar.replaceChildren(
    button(words.pen, words.pen, tool === "pen", choose(() => (tool = "pen"))),
    button(words.eraser, words.eraser, tool === "eraser", choose(() => (tool = "eraser"))),
    gap(),
    ...inks.map((color, i) =>
      button(words.inks[i], spot({ background: color }), tool === "pen" && ink === i,
        choose(() => ((ink = i), (tool = "pen"))), { className: "ink" })),
    gap(),
    ...SIZES.map((_, i) =>
      button(words.sizes[i], spot({ width: `${5 + i * 5}px`, height: `${5 + i * 5}px` }), size === i,
        choose(() => (size = i)), { className: "size" })),
    gap(),
    button(words.undo, words.undo, null, () => remove(new Set(mine.slice(-1))), { disabled: !mine.length }),
    ...(isHost
      ? [button(isSure ? words.sure : words.clear, isSure ? words.sure : words.clear, null,
          choose(() => {
            if (isSure) remove(new Set(strokes.map(({ i }) => i)));
            isSure = !isSure;
          }), { disabled: !strokes.length })]
      : []),
    note,
  );
  board.classList.toggle("erasing", tool === "eraser");
  if (focused) [...bar.children].find(({ title }) => title === focused)?.focus();
}

addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "z") remove(new Set(mine.slice(-1)));
});
new ResizeObserver(repaint).observe(board);
spaces.on("state", show);
spaces.on("people", () => (tools(), repaint()));
spaces.on("signal", (data, by) => {
  const there = Array.isArray(data?.at) && data.at.every(Number.isFinite) && data.at.length === 2;
  if (!there) others.delete(by);
  else others.set(by, { at: data.at, stroke: isStroke(data.stroke) ? data.stroke : null });
  repaint();
});
spaces.on("alone", () => tell(words.alone));
spaces.on("ended", () => tell(words.over));
tools();
spaces.ready.then(() => {
  words = spaces.language.startsWith("zh") ? WORDS.zh : WORDS.en;
  inks = INKS[spaces.theme];
  document.documentElement.dataset.theme = spaces.theme;
  document.documentElement.lang = spaces.language.startsWith("zh") ? "zh-CN" : "en";
  document.title = words.board;
  tools();
  repaint();
});
