"use strict";
// The way to the server: requests with the page's token, and live events that are never missed.
const API = "/api";
const HEARTBEAT_MS = 10_000;
const RETRY_MS = [500, 1000, 2000, 4000, 8000, 15_000];

class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem?.code ?? "unreachable";
    this.problem = problem;
  }
}

async function request(method, path, body, token) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  let answer;
  try {
    answer = await fetch(API + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
    });
  } catch {
    throw new Refusal(0, null);
  }
  const text = await answer.text();
  const json = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Refusal(answer.status, json);
  return { json, seq: Number(answer.headers.get("Spaces-Seq") ?? 0) };
}

class Link {
  // `heard` gets each event, `stands` whether there is a connection, `refused` why there is none.
  constructor(token, sessionId, { heard, stands, refused }) {
    Object.assign(this, { token, sessionId, heard, stands, refused });
    this.seq = null;
    this.tries = 0;
    this.closed = false;
  }

  open() {
    const since = this.seq === null ? "" : `?since=${this.seq}`;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const url = `${scheme}://${location.host}${API}/events${since}`;
    const socket = (this.socket = new WebSocket(url, [`bearer.${this.token}`]));
    socket.onopen = () => {
      this.tries = 0;
      this.stands(true);
      this.beat();
      this.beats = setInterval(() => this.beat(), HEARTBEAT_MS);
    };
    socket.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      if (event.seq !== undefined) this.seq = event.seq;
      this.heard(event);
    };
    socket.onclose = () => {
      clearInterval(this.beats);
      if (this.closed) return;
      this.stands(false);
      const wait = RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)];
      this.retry = setTimeout(() => this.reopen(), wait * (0.7 + Math.random() * 0.6));
    };
  }

  async reopen() {
    try {
      await this.refused();
    } catch {
      if (!this.closed) this.retry = setTimeout(() => this.reopen(), 3000);
      return;
    }
    if (!this.closed) this.open();
  }

  beat() {
    this.send({ type: "session.heartbeat", sessionId: this.sessionId });
  }

  send(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  close() {
    this.closed = true;
    clearTimeout(this.retry);
    clearInterval(this.beats);
    this.socket?.close();
  }
}
