// Speaks to the server: answers, streams of a reply, and the live connection.
export class Refused extends Error {
  constructor(status, problem, after) {
    super(problem.detail || `HTTP ${status}`);
    Object.assign(this, { status, code: problem.code || "", after });
  }
}

export const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

export class Wire {
  token = null;

  headers(more) {
    return this.token ? { ...more, Authorization: `Bearer ${this.token}` } : more;
  }

  async ask(method, path, body, seconds = 20) {
    const isFile = body instanceof Blob;
    const form = new FormData();
    if (isFile) form.append("file", body);
    const answer = await fetch(path, {
      method,
      headers: this.headers(body && !isFile ? { "Content-Type": "application/json" } : {}),
      body: isFile ? form : body && JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(seconds * 1000),
    });
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      throw new Refused(answer.status, problem, Number(answer.headers.get("Retry-After")) || 0);
    }
    return answer;
  }

  async json(method, path, body, seconds) {
    const answer = await this.ask(method, path, body, seconds);
    return answer.status === 204 ? null : answer.json();
  }

  // Hands each event of a reply to `take(name, data)`; goes on where a broken stream ended.
  async watch(turnId, take, isOver) {
    let last = -1;
    for (let tries = 0; tries < 8 && !isOver(); tries++) {
      if (tries) await pause(Math.min(2 ** tries / 4, 8));
      try {
        const headers = this.headers({ Accept: "text/event-stream" });
        if (last >= 0) headers["Last-Event-ID"] = String(last);
        const path = `/api/turns/${turnId}/events`;
        const answer = await fetch(path, { headers, credentials: "omit", cache: "no-store" });
        if (!answer.ok) {
          if (answer.status < 500 && answer.status !== 429) return;
          continue;
        }
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = "";
        for (;;) {
          const { value, done } = await reader.read();
          if (done) break;
          const blocks = (rest + value).split("\n\n");
          rest = blocks.pop();
          for (const block of blocks) {
            const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
            const name = field("event");
            if (!name) continue;
            tries = 0;
            last = Number(field("id"));
            take(name, JSON.parse(field("data")));
            if (name === "done" || name === "error") return;
          }
        }
      } catch (error) {
        if (error instanceof SyntaxError) return;
      }
    }
  }

  // Lives until the connection ends.
  live(since, take, opened) {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const url = `${scheme}//${location.host}/api/events?since=${since}`;
    return new Promise((over) => {
      const socket = new WebSocket(url, [`bearer.${this.token}`]);
      socket.onopen = () => opened(socket);
      socket.onmessage = (event) => take(JSON.parse(event.data));
      socket.onclose = () => over();
    });
  }
}
