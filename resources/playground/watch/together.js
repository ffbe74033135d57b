"use strict";
// When a shared video is where: pure arithmetic over the clocks of machines that do not agree.
const DRIFT_SECONDS = 0.35; // Less is not heard or seen, and each jump is.
const GENTLE_SECONDS = 1.2; // Up to here it catches up by playing a little faster or slower.
const CLOCK_SAMPLES = 8;

/*
 * Who changed the state last tells again and again what their clock says; the smallest difference
 * to one's own is the one with the least delay (Cristian 1989, one way).
 */
class SharedClock {
  constructor() {
    this.offsets = [];
  }

  hear(theirs, mine) {
    if (!Number.isFinite(theirs)) return;
    this.offsets.push(mine - theirs);
    if (this.offsets.length > CLOCK_SAMPLES) this.offsets.shift();
  }

  /* A moment of theirs, as one's own clock would say it. */
  here(theirs) {
    return this.offsets.length ? theirs + Math.min(...this.offsets) : null;
  }
}

/* Seconds into the video, by the state's own clock; `now` in ms of that clock. */
function positionAt(state, now) {
  if (!state.playing) return state.at;
  return Math.max(0, state.at + (now - state.since) / 1000);
}

/* What to do with a player that is at `position` and should be at `wanted`. */
function correction(position, wanted, playing) {
  const off = wanted - position;
  if (!playing) return Math.abs(off) > 0.05 ? { seek: wanted, rate: 1 } : { seek: null, rate: 1 };
  if (Math.abs(off) <= DRIFT_SECONDS) return { seek: null, rate: 1 };
  if (Math.abs(off) <= GENTLE_SECONDS) return { seek: null, rate: off > 0 ? 1.06 : 0.94 };
  return { seek: wanted, rate: 1 };
}

function isShown(state) {
  return (
    typeof state?.source?.kind === "string" &&
    typeof state.source.name === "string" &&
    Number.isFinite(state.at) &&
    state.at >= 0 &&
    typeof state.playing === "boolean"
  );
}

function clock(seconds) {
  if (!Number.isFinite(seconds)) return "0:00";
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [whole / 3600, (whole % 3600) / 60, whole % 60].map(Math.floor);
  const two = (n) => String(n).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
