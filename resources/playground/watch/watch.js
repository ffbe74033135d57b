"use strict";
// A video that everybody sees at the same moment: by its address, or from each one's own disk.
const WORDS = {
  en: {
    title: "Watch together", url: "Address of a video (https://…)", set: "Show to all", choose: "A file of mine…",
    play: "Play", pause: "Pause", seek: "Position",
    empty: "Nothing is shown yet. Give the address of a video, or choose a file that everybody has.",
    waiting: "Nothing is shown yet. The host chooses a video.",
    need: "“{name}” is shown from each one's own disk. Choose your copy of it.",
    other: "Your file is of another length than the one that is shown.",
    broken: "This video cannot be played here.", tap: "Press to hear and see it",
    hostOnly: "The host steers.", free: "Everybody may steer.", alone: "Open this page in a playground's session.",
    over: "The session is over.", failed: "That did not work: ", bad: "That is no address of a video.",
  },
  zh: {
    title: "一起看", url: "视频地址（https://…）", set: "给大家看", choose: "我的文件…",
    play: "播放", pause: "暂停", seek: "位置",
    empty: "还没有播放内容。请输入视频地址，或选择大家都有的文件。",
    waiting: "还没有播放内容。主持人会选择视频。",
    need: "“{name}”从各自的磁盘播放。请选择你的副本。",
    other: "你的文件与正在播放的长度不同。",
    broken: "此视频无法在这里播放。", tap: "点击以观看并收听",
    hostOnly: "由主持人控制。", free: "每个人都可以控制。", alone: "请在游乐场的会话中打开此页面。",
    over: "会话已结束。", failed: "没有成功：", bad: "这不是视频地址。",
  },
};
const CHECK_MS = 500;
const TELL_MS = 2000;
const $ = (id) => document.getElementById(id);
const video = $("video");
const shared = new Map(); // By participant: their clock.
let words = WORDS.en;
let shown = null; // What the state says, once it says anything.
let loaded = ""; // Which source the player has.
let mineUrl = "";
let dragging = false;
let blocked = false;

const now = () => Date.now();
const steersAlone = () => spaces.definition.hostOnly === true;
const maySteer = () => !spaces.isOver && (!steersAlone() || spaces.me?.isHost === true);
const say = (text) => ($("note").textContent = text);

/* Where everybody should be; by one's own clock where one steered oneself. */
function wanted() {
  if (shown.by === spaces.me?.id) return positionAt(shown, now());
  const since = shared.get(shown.by)?.here(shown.since) ?? null;
  // Before anything was heard of their clock: as if the change were of this moment.
  return positionAt({ ...shown, since: since ?? shown.heard }, now());
}

async function steer(change) {
  if (!maySteer()) return;
  try {
    await spaces.update((state) => ({ ...state, ...change, since: now(), by: spaces.me.id }));
    say("");
  } catch (error) {
    say(words.failed + error.message);
  }
  show(spaces.state);
}

function show(state) {
  const before = shown;
  shown = isShown(state) ? { ...state, heard: now() } : null;
  if (shown && before && before.since === shown.since) shown.heard = before.heard;
  const key = shown ? `${shown.source.kind} ${shown.source.name}` : "";
  if (key !== loaded) load(key);
  layout();
  follow();
}

function load(key) {
  loaded = key;
  blocked = false;
  if (!shown || shown.source.kind === "file") {
    const mine = shown && mineUrl && mineUrl.name === shown.source.name;
    video.removeAttribute("src");
    if (mine) video.src = mineUrl.url;
  } else {
    video.src = shown.source.name;
  }
  video.load();
}

function follow() {
  if (!shown || !video.currentSrc || video.readyState < 1 || dragging) return;
  const at = Math.min(wanted(), Number.isFinite(video.duration) ? video.duration : Infinity);
  const { seek, rate } = correction(video.currentTime, at, shown.playing);
  if (seek !== null && !video.seeking) video.currentTime = seek;
  if (video.playbackRate !== rate) video.playbackRate = rate;
  if (shown.playing && video.paused && !video.ended && !blocked) {
    video.play().catch((error) => {
      // Browsers play sound only after a click.
      if (error.name === "NotAllowedError") blocked = true;
      layout();
    });
  } else if (!shown.playing && !video.paused) {
    video.pause();
  }
}

function layout() {
  const has = Boolean(video.getAttribute("src"));
  const may = maySteer();
  video.hidden = !has;
  $("empty").hidden = has;
  $("empty").textContent = shown?.source.kind === "file"
    ? words.need.replace("{name}", shown.source.name)
    : may ? words.empty : words.waiting;
  $("tap").hidden = !(has && blocked);
  $("bar").hidden = !may && shown?.source.kind !== "file";
  $("url").hidden = $("set").hidden = !may;
  $("play").textContent = shown?.playing ? words.pause : words.play;
  $("play").disabled = $("seek").disabled = !may || !has;
  $("seek").max = Number.isFinite(video.duration) ? video.duration : 1;
  if (!dragging) $("seek").value = video.currentTime;
  $("time").textContent = `${clock(video.currentTime)} / ${clock(video.duration)}`;
}

$("bar").onsubmit = (event) => {
  event.preventDefault();
  let url;
  try {
    url = new URL($("url").value.trim());
  } catch {
    return say(words.bad);
  }
  if (!["https:", "http:"].includes(url.protocol)) return say(words.bad);
  steer({ source: { kind: "url", name: url.href }, at: 0, playing: false });
};
$("file").onchange = () => {
  const [file] = $("file").files;
  if (!file) return;
  if (mineUrl) URL.revokeObjectURL(mineUrl.url);
  mineUrl = { name: file.name, url: URL.createObjectURL(file) };
  if (shown?.source.kind === "file" && (shown.source.name === file.name || !maySteer())) {
    // One's own copy, whatever one called it.
    mineUrl.name = shown.source.name;
    load(loaded);
    return layout();
  }
  steer({ source: { kind: "file", name: file.name }, at: 0, playing: false, length: null });
};
$("play").onclick = () => steer({ at: video.currentTime, playing: !shown.playing });
$("seek").oninput = () => (dragging = true);
$("seek").onchange = () => {
  dragging = false;
  steer({ at: Number($("seek").value) });
};
$("tap").onclick = () => {
  blocked = false;
  follow();
  layout();
};
video.onclick = () => maySteer() && shown && $("play").click();
video.onloadedmetadata = () => {
  if (shown?.source.kind === "file" && Number.isFinite(shown.length)) {
    say(Math.abs(shown.length - video.duration) > 1 ? words.other : "");
  } else if (shown?.by === spaces.me?.id && shown?.source.kind === "file") {
    steer({ length: video.duration, at: shown.at });
  } else {
    say("");
  }
  follow();
  layout();
};
video.onerror = () => video.getAttribute("src") && say(words.broken);
video.onended = () => shown?.playing && maySteer() && shown.by === spaces.me?.id && steer({ at: video.duration, playing: false });
video.ontimeupdate = layout;

setInterval(follow, CHECK_MS);
setInterval(() => {
  if (shown?.playing && shown.by === spaces.me?.id) spaces.signal({ clock: now() });
}, TELL_MS);
spaces.on("signal", (data, by) => {
  if (!shared.has(by)) shared.set(by, new SharedClock());
  shared.get(by).hear(data?.clock, now());
});
spaces.on("state", show);
spaces.on("people", () => (layout(), follow()));
spaces.on("alone", () => say(words.alone));
spaces.on("ended", () => (video.pause(), say(words.over), layout()));
function speak() {
  document.title = words.title;
  $("url").placeholder = words.url;
  $("url").setAttribute("aria-label", words.url);
  $("set").textContent = words.set;
  $("choose").textContent = words.choose;
  $("seek").setAttribute("aria-label", words.seek);
  $("tap").textContent = words.tap;
  layout();
}
speak();
spaces.ready.then(() => {
  words = spaces.language.startsWith("zh") ? WORDS.zh : WORDS.en;
  document.documentElement.dataset.theme = spaces.theme;
  document.documentElement.lang = spaces.language.startsWith("zh") ? "zh-CN" : "en";
  say(steersAlone() ? words.hostOnly : "");
  speak();
});
