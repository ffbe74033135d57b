/*
 * Spaces SDK, version 1. A page that is shown in a playground takes part in its session with it.
 *
 *   <script src="https://YOUR-SPACES-SERVER/sdk/spaces.js"></script>
 *   <script>
 *     spaces.ready.then(() => console.log(spaces.me.name, spaces.state));
 *     spaces.on("state", (state) => draw(state));
 *     spaces.update((state) => ({ ...state, count: (state.count ?? 0) + 1 }));
 *   </script>
 *
 * The page speaks to whoever shows it, by postMessage, and to nobody else: it has no token and does
 * not know the server. Types are in spaces.d.ts beside this file. The page works the same in the
 * app and in a browser; opened by itself it says so with `spaces.on("alone", …)`.
 */
(() => {
  "use strict";
  const VERSION = 1;
  const ALONE_AFTER_MS = 4000;
  const MOST_TRIES = 20;
  // In a browser a frame's parent shows it; in the app the page is the top, and a script of the
  // app's, in a world of its own, listens on this very window.
  const host = window.parent !== window ? window.parent : window;

  class SpacesError extends Error {
    constructor(refused) {
      super(refused.detail);
      this.name = "SpacesError";
      this.code = refused.code;
      this.refused = refused;
    }
  }

  const hearers = new Map();
  const waiting = new Map();
  let next = 1;
  let hostOrigin = null;
  let welcome = null;
  let people = [];
  let state = {};
  let version = 0;
  let ended = false;
  let updates = Promise.resolve();
  let settle;
  const ready = new Promise((resolve) => (settle = resolve));

  const post = (message) =>
    // Until the first answer nobody knows who shows the page; a greeting tells them nothing.
    host.postMessage({ spaces: 1, from: "page", message }, hostOrigin ?? "*");

  const emit = (name, ...given) => {
    for (const hearer of [...(hearers.get(name) ?? [])]) {
      try {
        hearer(...given);
      } catch (error) {
        console.error(error);
      }
    }
  };

  const ask = (message) => {
    if (ended) return Promise.reject(new SpacesError({ code: "ended", detail: "It is over." }));
    const id = next++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      post({ ...message, id });
    });
  };

  const take = (answer) => {
    if (answer.version !== null && answer.state && answer.version >= version) {
      version = answer.version;
      state = answer.state;
    }
  };

  const hear = {
    welcome(message) {
      const again = welcome !== null;
      welcome = message;
      people = message.people;
      if (message.stateVersion >= version) {
        version = message.stateVersion;
        state = message.state;
      }
      settle(spaces);
      if (again) emit("people", people);
      emit("state", state, null);
    },
    people(message) {
      people = message.people;
      emit("people", people);
    },
    state(message) {
      if (message.version <= version) return;
      version = message.version;
      state = message.state;
      emit("state", state, message.by);
    },
    message: (message) => emit("message", message),
    signal: (message) => emit("signal", message.data, message.by),
    done(message) {
      waiting.get(message.id)?.resolve(message);
      waiting.delete(message.id);
    },
    refused(message) {
      take(message);
      if (message.id === null) return emit("refused", message);
      waiting.get(message.id)?.reject(new SpacesError(message));
      waiting.delete(message.id);
    },
    ended() {
      ended = true;
      for (const { reject } of waiting.values()) {
        reject(new SpacesError({ code: "ended", detail: "It is over." }));
      }
      waiting.clear();
      emit("ended");
    },
  };

  window.addEventListener("message", (event) => {
    const { data } = event;
    // Only whoever shows the page is believed: no frame within it, no window it opened.
    if (event.source !== host || data?.spaces !== 1 || data.from !== "host") return;
    // In the app a sandboxed page is its own host, and has no origin that could be named.
    const origin = event.origin === "null" ? "*" : event.origin;
    if (hostOrigin !== null && origin !== hostOrigin) return;
    hostOrigin = origin;
    const { message } = data;
    if (message && Object.hasOwn(hear, message.type)) hear[message.type](message);
  });

  const put = async (value) => {
    const answer = await ask({ type: "state.set", version, state: value });
    if (answer.version > version) {
      version = answer.version;
      state = value;
    }
    return state;
  };

  const spaces = Object.freeze({
    ready,
    get me() {
      return people.find((one) => one.isMe) ?? null;
    },
    get people() {
      return people;
    },
    get state() {
      return state;
    },
    get version() {
      return version;
    },
    get name() {
      return welcome?.spaceName ?? "";
    },
    get definition() {
      return welcome?.definition ?? {};
    },
    get language() {
      return welcome?.language ?? "en";
    },
    get theme() {
      return welcome?.theme ?? "light";
    },
    get isOver() {
      return ended;
    },
    on(name, hearer) {
      if (!hearers.has(name)) hearers.set(name, new Set());
      hearers.get(name).add(hearer);
      return () => hearers.get(name).delete(hearer);
    },
    setState: (value) => put(value),
    update(change) {
      // One after another, each on what stands then; where somebody else was faster, once more.
      const run = async () => {
        await ready;
        for (let tried = 1; ; tried++) {
          const wanted = change(structuredClone(state));
          if (wanted === undefined) return state;
          try {
            return await put(wanted);
          } catch (error) {
            const again = error.code === "stale_version" || error.code === "too_often";
            if (!again || tried >= MOST_TRIES) throw error;
            await new Promise((done) => setTimeout(done, Math.random() * 20 * tried));
          }
        }
      };
      const mine = updates.then(run, run);
      updates = mine.catch(() => {});
      return mine;
    },
    say: (text) => ask({ type: "message.send", text: String(text) }).then(() => {}),
    signal: (data) => void (ended || post({ type: "signal.send", data })),
    askControl: (mode) => ask({ type: "control.ask", mode }).then(() => {}),
    openLink: (url) => post({ type: "link.open", url: String(url) }),
  });

  Object.defineProperty(window, "spaces", { value: spaces });
  const greet = () => post({ type: "hello", version: VERSION });
  greet();
  // Whoever shows the page may not listen yet.
  let greeted = 1;
  const again = setInterval(() => {
    if (welcome !== null || greeted++ > 20) return clearInterval(again);
    greet();
  }, 200);
  setTimeout(() => welcome === null && emit("alone"), ALONE_AFTER_MS);
})();
