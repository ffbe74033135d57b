// Types of spaces.js, version 1.

export type ControlMode = "human" | "agent" | "hybrid";

export interface Person {
  /** Of this participant in this session. */
  readonly id: string;
  readonly name: string;
  /** Whether it is who looks at this page. */
  readonly isMe: boolean;
  readonly isHost: boolean;
  readonly isConnected: boolean;
  readonly role: string | null;
  readonly controlMode: ControlMode;
  readonly agentName: string | null;
}

export interface Message {
  /** A participant's id. */
  readonly by: string | null;
  /** Whether an agent in that seat said it. */
  readonly byAi: boolean;
  readonly name: string;
  readonly text: string;
  /** RFC 3339, UTC. */
  readonly at: string;
}

export interface Refused {
  readonly id: number | null;
  /**
   * `stale_version`, `too_large`, `too_often`, `malformed`, `declined`, `session_ended`, `ended`,
   * or another word of the server's.
   */
  readonly code: string;
  readonly detail: string;
}

export interface SpacesError extends Error {
  readonly code: string;
  readonly refused: Refused;
}

/** A JSON object of at most 64 KiB, nested 16 levels deep. */
export type State = Record<string, unknown>;

export interface Spaces {
  /** Resolves once the page is in its session. */
  readonly ready: Promise<Spaces>;
  readonly me: Person | null;
  readonly people: readonly Person[];
  /** Never change it in place: use `update`. */
  readonly state: State;
  readonly version: number;
  readonly name: string;
  /** As the space's owner wrote it. */
  readonly definition: Record<string, unknown>;
  /** Of the person's app, such as `en` or `zh_CN`. */
  readonly language: string;
  readonly theme: "light" | "dark";
  readonly isOver: boolean;

  /** Each answers with a function that ends it. */
  on(name: "state", hearer: (state: State, by: string | null) => void): () => void;
  on(name: "people", hearer: (people: readonly Person[]) => void): () => void;
  on(name: "message", hearer: (message: Message) => void): () => void;
  on(name: "signal", hearer: (data: unknown, by: string) => void): () => void;
  on(name: "refused", hearer: (refused: Refused) => void): () => void;
  on(name: "ended" | "alone", hearer: () => void): () => void;

  /** Writes over the version that was seen last; rejects with `stale_version` otherwise. */
  setState(state: State): Promise<State>;
  /**
   * Writes what `change` makes of a copy of the present state, again where somebody else was
   * faster. `undefined` leaves it as it is.
   */
  update(change: (state: State) => State | undefined): Promise<State>;
  /** In the session's chat, as the person. */
  say(text: string): Promise<void>;
  /** To everybody who is in now, at most 4 KiB; kept by nobody. */
  signal(data: unknown): void;
  /** Who drives one's seat; the person is asked first. */
  askControl(mode: ControlMode): Promise<void>;
  /** Outside, after the person has agreed. */
  openLink(url: string): void;
}

declare global {
  const spaces: Spaces;
  interface Window {
    readonly spaces: Spaces;
  }
}
