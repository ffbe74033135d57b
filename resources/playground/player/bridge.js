"use strict";
// Between the embedded page and the session: a closed set of messages, with bounds.
const BRIDGE = {
  version: 1,
  mostBytes: 80 * 1024,
  signalBytes: 4 * 1024,
  perSecond: 60,
  burst: 120,
  mostRefused: 200,
};
const isId = (value) => Number.isSafeInteger(value) && value >= 0;
const isText = (value, most) => typeof value === "string" && value.length > 0 && value.length <= most;
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
// By type: what each field has to be. Other fields are refused.
const SHAPES = {
  hello: { version: (value) => Number.isInteger(value) && value >= 1 && value <= 1000 },
  "state.set": { id: isId, version: isId, state: isObject },
  "message.send": { id: isId, text: (value) => isText(value, 4000) },
  "signal.send": { data: (value) => value !== undefined },
  "control.ask": { id: isId, mode: (value) => ["human", "agent", "hybrid"].includes(value) },
  "link.open": { url: (value) => isText(value, 2048) },
};

class Bridge {
  // `does` carries messages out by their type; `silenced` is told when the page is given up.
  constructor(frame, does, silenced) {
    Object.assign(this, { frame, does, silenced });
    this.left = BRIDGE.burst;
    this.at = performance.now();
    this.refusals = [];
    this.isOff = false;
    this.isGreeted = false;
    this.hear = (event) => this.take(event);
    window.addEventListener("message", this.hear);
  }

  close() {
    this.isOff = true;
    window.removeEventListener("message", this.hear);
  }

  take(event) {
    // Only the page itself: no frame within it.
    if (this.isOff || event.source !== this.frame.contentWindow) return;
    const { data } = event;
    if (data?.spaces !== 1 || data.from !== "page") return;
    const { message } = data;
    const id = isId(message?.id) ? message.id : null;
    const now = performance.now();
    this.left = Math.min(BRIDGE.burst, this.left + ((now - this.at) / 1000) * BRIDGE.perSecond);
    this.at = now;
    if (this.left < 1) return this.refuse(id, "too_often", "Too many messages.");
    this.left -= 1;
    let size;
    try {
      size = new Blob([JSON.stringify(message)]).size;
    } catch {
      return this.refuse(id, "malformed", "This is no JSON.");
    }
    if (size > BRIDGE.mostBytes) return this.refuse(id, "too_large", "The message is too large.");
    const shape = isObject(message) && Object.hasOwn(SHAPES, message.type) ? SHAPES[message.type] : null;
    const given = isObject(message) ? Object.keys(message).filter((key) => key !== "type") : [];
    if (
      shape === null ||
      given.some((key) => !Object.hasOwn(shape, key)) ||
      Object.entries(shape).some(([key, holds]) => !holds(message[key]))
    ) {
      return this.refuse(id, "malformed", "This message is not understood.");
    }
    if (message.type === "signal.send" && size > BRIDGE.signalBytes + 64) {
      return this.refuse(null, "too_large", "A signal has 4 KiB at most.");
    }
    this.isGreeted ||= message.type === "hello";
    // Passed as plain JSON, so that nothing of the page's own reaches further.
    this.does[message.type](JSON.parse(JSON.stringify(message)));
  }

  refuse(id, code, detail, more = {}) {
    const now = performance.now();
    this.refusals = this.refusals.filter((at) => now - at < 60_000);
    // What the server refuses is no fault of the page's words.
    if (["malformed", "too_large", "too_often"].includes(code)) this.refusals.push(now);
    if (this.refusals.length > BRIDGE.mostRefused) {
      this.close();
      return this.silenced();
    }
    this.tell({ type: "refused", id, code, detail, version: null, state: null, ...more });
  }

  tell(message) {
    // A sandboxed page has no origin that could be named; nothing told here is a secret.
    if (!this.isOff && (this.isGreeted || message.type === "refused")) {
      this.frame.contentWindow?.postMessage({ spaces: 1, from: "host", message }, "*");
    }
  }
}
