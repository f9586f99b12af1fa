// The timeline, drawn to scale: one row a track, one box a segment, placed by its start and length.

import { t, time } from "./strings.js";

const TYPES = { 0: "video", 1: "audio", 7: "text" };
const STEPS = [500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000];
const PIXELS_PER_SECOND = 26; // at least, so that a caption can be read; a long film scrolls
const board = document.getElementById("board");
const ruler = document.getElementById("ruler");
const tracks = document.getElementById("tracks");
const playhead = document.getElementById("playhead");
let length = 0;

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Show a draft, or none; `onPick(ms)` is called with the start of a segment that was chosen. */
export function draw(draft, onPick) {
  ruler.replaceChildren();
  tracks.replaceChildren();
  showPlayhead(null);
  length = draft?.d ?? 0;
  const rows = (draft?.t ?? []).filter((track) => track.sg?.length);
  document.getElementById("summary").textContent = rows.length
    ? t("summary", { tracks: rows.length, time: time(length), width: draft.w, height: draft.h })
    : t("noTimeline");
  board.hidden = !rows.length;
  if (!rows.length) return;
  board.style.setProperty("--least", `${(length / 1000) * PIXELS_PER_SECOND}px`);
  drawRuler();
  for (const track of rows) tracks.append(row(track, onPick));
}

function drawRuler() {
  const step = STEPS.find((one) => length / one <= 12) ?? STEPS.at(-1);
  for (let at = 0; at < length; at += step) {
    const tick = element("span", "tick", time(at));
    tick.style.left = `${(at / length) * 100}%`;
    ruler.append(tick);
  }
}

function row(track, onPick) {
  const kind = TYPES[track.tt] ?? "text";
  const role = track.m?.role;
  const name = ["video", "music", "voice", "title", "caption"].includes(role) ? t(role) : track.m?.name ?? t(kind);
  const made = element("li", `track ${kind}`);
  made.append(element("span", "label", name));
  const lane = element("ol", "lane");
  let next = 0;
  for (const segment of track.sg) {
    const start = segment.s ?? next;
    next = start + segment.d;
    lane.append(box(segment, start, name, onPick));
  }
  made.append(lane);
  return made;
}

function box(segment, start, trackName, onPick) {
  const meta = segment.m ?? {};
  const words = meta.text || meta.name || meta.heading || "";
  const volume = typeof meta.volume === "number" ? t("volume", { percent: Math.round(meta.volume * 100) }) : "";
  const when = `${time(start)} – ${time(start + segment.d)}`;
  const made = element("li", "segment");
  made.style.left = `${(start / length) * 100}%`;
  made.style.width = `${(segment.d / length) * 100}%`;
  const button = element("button", "");
  button.type = "button";
  button.append(element("span", "words", words), element("span", "when", volume ? `${when} · ${volume}` : when));
  button.setAttribute("aria-label", [trackName, words, when, volume].filter(Boolean).join(", "));
  button.title = [words, when, volume].filter(Boolean).join("\n");
  button.addEventListener("click", () => onPick(start + Math.min(segment.d / 2, 1200)));
  made.append(button);
  return made;
}

/** Where the film is, in ms; null hides the line. */
export function showPlayhead(ms) {
  playhead.hidden = ms === null || !length;
  if (ms !== null) playhead.style.setProperty("--at", Math.min(1, ms / length));
}
