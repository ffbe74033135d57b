// The conversation: what is known of it, what waits to be sent, and how it comes back.
import { Wire, pause } from "./wire.js";

const community = location.pathname.split("/").pop();
const KEY = `spaces:${community}`;
const hex = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

export class Talk extends EventTarget {
  wire = new Wire();
  facts = null;
  kept = true;
  guest = null;
  chat = null;
  said = new Map();
  older = null;
  outbox = [];
  writers = new Map();
  offline = false;
  trouble = "";
  #since = 0;
  #socket = null;
  #running = false;
  #pumping = false;
  #watched = new Set();
  #typed = 0;

  constructor() {
    super();
    // A file is not kept for later: only its page had it.
    this.outbox = (this.#load() || []).filter((item) => !item.file);
    this.#save();
    addEventListener("online", () => this.#socket?.close());
  }

  // Tells whoever shows it that something is different now.
  #tell() {
    this.dispatchEvent(new Event("change"));
  }

  // Who the visitor is here, perhaps by another tab; gives what was not sent.
  #load() {
    try {
      const { guest, outbox, conversation } = JSON.parse(localStorage.getItem(KEY) || "{}");
      this.guest = guest;
      this.wire.token = guest?.token;
      this.chat = conversation && { id: conversation };
      return outbox;
    } catch {
      this.kept = false;
    }
  }

  #save() {
    if (!this.kept) return;
    const { guest, outbox, chat } = this;
    try {
      localStorage.setItem(KEY, JSON.stringify({ guest, outbox, conversation: chat?.id }));
    } catch {
      this.kept = false;
    }
  }

  get path() {
    return `/api/conversations/${this.chat.id}`;
  }

  get isOver() {
    return this.chat?.status === "resolved";
  }

  sorted() {
    return [...this.said.values()].sort((a, b) => a.seq - b.seq);
  }

  streaming() {
    return this.sorted().find((m) => m.status === "streaming");
  }

  async begin() {
    for (let wait = 1; !this.facts; wait = Math.min(wait * 2, 30)) {
      try {
        this.facts = await this.wire.json("GET", `/api/widget/${community}`);
        this.offline = false;
      } catch (error) {
        if (error.status === 403 || error.status === 404) this.trouble = "off";
        else this.offline = true;
        this.#tell();
        if (this.trouble) return;
        await pause(wait);
      }
    }
    this.#tell();
    if (this.guest && this.chat) this.#run();
    if (this.outbox.length) this.#pump();
  }

  // The sign-in has ended: what is not sent yet goes to a new one.
  #forget() {
    if (this.guest) this.trouble = "anew";
    this.guest = this.chat = this.wire.token = null;
    this.said.clear();
    this.#socket?.close();
    this.#save();
    this.#tell();
  }

  send(text, name, file) {
    if (!this.guest && this.kept) this.#load();
    this.outbox.push({ id: hex(), text, name, file });
    this.#save();
    this.#tell();
    this.#pump();
  }

  retry(item) {
    item.failed = item.sentFile = null;
    this.#tell();
    this.#pump();
  }

  discard(item) {
    this.outbox = this.outbox.filter((other) => other !== item);
    this.#save();
    this.#tell();
  }

  async #pump() {
    if (this.#pumping) return;
    this.#pumping = true;
    let wait = 1;
    let item;
    while ((item = this.outbox.find((other) => !other.failed))) {
      try {
        await this.#ready(item.name);
        const body = { text: item.text, clientId: item.id };
        if (item.file) {
          item.sentFile ||= await this.wire.json("POST", `${this.path}/attachments`, item.file, 600);
          body.attachmentIds = [item.sentFile.id];
        }
        const sent = await this.wire.json("POST", `${this.path}/messages`, body);
        this.#put(sent.message);
        this.discard(item);
        if (sent.turnId) this.#watch(sent.turnId);
        this.offline = false;
        if (this.trouble === "fast") this.trouble = "";
        wait = 1;
      } catch (error) {
        if (error.status === 401) this.#forget();
        else if (error.code === "already_resolved") this.#leave();
        else if (!error.status || error.status === 429 || error.status >= 500) {
          this.offline = error.status !== 429;
          wait = Math.max(wait, error.after || 0);
          if (!this.offline) this.trouble = "fast";
          this.wait = wait;
        } else item.failed = error.message;
        this.#tell();
        if (!item.failed) await pause(wait);
        wait = Math.min(wait * 2, 30);
      }
    }
    this.#pumping = false;
    this.#tell();
  }

  // An account and a conversation, made where there is none.
  async #ready(name = "") {
    if (!this.guest) {
      this.guest = await this.wire.json("POST", `/api/widget/${community}/guests`, { name });
      this.wire.token = this.guest.token;
      this.#save();
    }
    if (!this.chat || this.isOver) {
      this.said.clear();
      const path = `/api/communities/${community}/conversations`;
      this.chat = await this.wire.json("POST", path, {});
      this.#save();
    }
    this.#run();
  }

  #leave() {
    this.chat = null;
    this.said.clear();
    this.#save();
  }

  startAnew() {
    this.#leave();
    this.#tell();
  }

  // Reads what is there, hears what comes, and comes back when the connection breaks.
  async #run() {
    if (this.#running) return;
    this.#running = true;
    let wait = 0.5;
    while (this.guest) {
      try {
        if (this.chat) await this.#read();
        this.offline = false;
        this.#tell();
        await this.wire.live(this.#since, (event) => this.#hear(event), (socket) => {
          this.#socket = socket;
          wait = 0.5;
        });
        this.#socket = null;
      } catch (error) {
        if (error.status === 401) this.#forget();
        else if (error.status === 404) this.startAnew();
      }
      if (!this.guest) break;
      this.offline = true;
      this.#tell();
      await pause(wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, 30);
    }
    this.#running = false;
  }

  async #read() {
    const answer = await this.wire.ask("GET", this.path);
    this.#since = Number(answer.headers.get("Spaces-Seq")) || this.#since;
    this.chat = await answer.json();
    const known = this.said.size > 0;
    let cursor = "";
    // What came meanwhile has no gap to what was known.
    for (let pages = 0; pages < 20; pages++) {
      const page = await this.wire.json("GET", `${this.path}/messages?limit=50${cursor}`);
      const met = page.items.some((m) => this.said.has(m.id));
      page.items.forEach((m) => this.#put(m));
      if (!known || met) {
        if (!known) this.older = page.nextCursor;
        break;
      }
      if (!page.hasMore) break;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
  }

  async earlier() {
    const cursor = encodeURIComponent(this.older);
    const page = await this.wire.json("GET", `${this.path}/messages?limit=50&cursor=${cursor}`);
    this.older = page.nextCursor;
    page.items.forEach((m) => this.#put(m));
    this.#tell();
  }

  #hear({ type, seq, data }) {
    if (seq) this.#since = seq;
    const here = data.conversationId === this.chat?.id;
    if (type === "message.created" || type === "message.updated") {
      if (here) this.#put(data);
    } else if (type === "message.deleted") this.said.delete(data.id);
    else if (type === "conversation.updated") {
      if (data.id === this.chat?.id) this.chat = data;
    } else if (type === "typing" && here && data.userId !== this.guest?.userId) {
      clearTimeout(this.writers.get(data.displayName));
      const gone = () => this.writers.delete(data.displayName) && this.#tell();
      this.writers.set(data.displayName, setTimeout(gone, 5000));
    } else if (type === "resync") this.#socket?.close();
    else return;
    this.#tell();
  }

  #put(message) {
    const old = this.said.get(message.id);
    // A stream is ahead of what is stored of it.
    if (message.status === "streaming" && old) {
      if (old.status !== "streaming") return;
      if (old.text.length > message.text.length) message.text = old.text;
    }
    this.said.set(message.id, message);
    this.writers.delete(message.author.name);
    if (message.status === "streaming" && message.turnId) this.#watch(message.turnId);
  }

  async #watch(turnId) {
    if (this.#watched.has(turnId)) return;
    this.#watched.add(turnId);
    let id = null;
    let text = "";
    const set = (values) => {
      const old = this.said.get(id);
      if (old) this.said.set(id, { ...old, ...values });
    };
    const take = (name, data) => {
      if (name === "meta") {
        id = data.messageId;
        text = "";
        const author = { kind: "agent", id: data.agentId, name: data.agentName };
        const made = { id, turnId, author, seq: Infinity, text, status: "streaming", citations: [] };
        if (!this.said.has(id)) this.said.set(id, made);
      } else if (name === "chunk") {
        text += data.text;
        if (this.said.get(id)?.status === "streaming") set({ text });
      } else if (name === "done") {
        const status = data.stopped ? "stopped" : "sent";
        set({ text: data.text, citations: data.citations, status });
      } else if (name === "error") set({ status: "failed" });
      this.#tell();
    };
    const mine = this.chat;
    await this.wire.watch(turnId, take, () => this.chat?.id !== mine?.id);
    this.#watched.delete(turnId);
  }

  typing() {
    if (Date.now() - this.#typed < 3000 || this.#socket?.readyState !== 1 || !this.chat) return;
    this.#typed = Date.now();
    this.#socket.send(JSON.stringify({ type: "typing", conversationId: this.chat.id }));
  }

  // An act on the conversation; what the server says of it is what holds.
  async act(verb, path, body) {
    try {
      const answer = await this.wire.json(verb, this.path + path, body);
      if (answer?.status) this.chat = answer;
    } catch (error) {
      if (error.status === 401) this.#forget();
      else if (error.status) await this.#read().catch(() => {});
      else this.offline = true;
    }
    this.#tell();
  }

  stop() {
    const turn = this.streaming()?.turnId;
    if (turn) this.wire.json("POST", `/api/turns/${turn}/stop`).catch(() => {});
  }

  seen() {
    const seq = this.chat?.lastSeq;
    if (!this.chat?.unreadCount) return;
    this.chat.unreadCount = 0;
    this.wire.json("PUT", `${this.path}/read`, { seq }).catch(() => {});
  }
}
