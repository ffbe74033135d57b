"use strict";
// Strokes as numbers: a point is two whole numbers out of 10,000 of the board's longer side.
const UNIT = 10_000;
const MOST_BYTES = 60 * 1024; // A state has 64 KiB; the rest is left for what is on its way.
const ROUGH = 6; // How far a left-out point may lie from the line, in units.

/* Ramer, Douglas and Peucker: the points without those that the eye does not miss. */
function simplified(points, rough = ROUGH) {
  const count = points.length / 2;
  if (count < 3) return points;
  const kept = new Uint8Array(count);
  kept[0] = kept[count - 1] = 1;
  const open = [[0, count - 1]];
  while (open.length) {
    const [from, to] = open.pop();
    const [x1, y1, x2, y2] = [points[2 * from], points[2 * from + 1], points[2 * to], points[2 * to + 1]];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    let worst = 0;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const [x, y] = [points[2 * i], points[2 * i + 1]];
      const away =
        x1 === x2 && y1 === y2
          ? Math.hypot(x - x1, y - y1)
          : Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length;
      if (away > worst) [worst, at] = [away, i];
    }
    if (worst > rough) {
      kept[at] = 1;
      open.push([from, at], [at, to]);
    }
  }
  return points.filter((_, i) => kept[i >> 1]);
}

function touches(stroke, x, y, reach) {
  const { p } = stroke;
  const most = reach + stroke.w / 2;
  if (p.length === 2) return Math.hypot(p[0] - x, p[1] - y) <= most;
  for (let i = 0; i + 3 < p.length; i += 2) {
    const [dx, dy] = [p[i + 2] - p[i], p[i + 3] - p[i + 1]];
    const squared = dx * dx + dy * dy;
    const along = squared ? Math.min(1, Math.max(0, ((x - p[i]) * dx + (y - p[i + 1]) * dy) / squared)) : 0;
    if (Math.hypot(p[i] + along * dx - x, p[i + 1] + along * dy - y) <= most) return true;
  }
  return false;
}

// What comes from others is looked at before it is drawn: any page could have written it.
function isStroke(value) {
  return (
    typeof value?.i === "string" &&
    Number.isInteger(value.c) &&
    value.w > 0 &&
    value.w < UNIT &&
    Array.isArray(value.p) &&
    value.p.length >= 2 &&
    value.p.length % 2 === 0 &&
    value.p.every(Number.isFinite)
  );
}
const strokesOf = (state) => (Array.isArray(state.strokes) ? state.strokes.filter(isStroke) : []);
