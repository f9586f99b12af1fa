// The film: a still of the draft, the export and how far it is, the player and the download.

import { order, renderStatus, stillUrl } from "./api.js";
import { showPlayhead } from "./timeline.js";
import { size, t, time } from "./strings.js";

const POLL = 1000; // ms; the studio is on this machine
const MOVING = ["mp4", "webm", "mov"];
const $ = (id) => document.getElementById(id);
const player = $("player");
let session = null;
let version = 0; // of what is shown: an address that changes makes the browser look again
let watched = null; // the render whose progress is shown

player.addEventListener("timeupdate", () => showPlayhead(player.currentTime * 1000));

/** Show what the session has: its newest film if that is of the current draft, else a still. */
export function showFilm(sessionId, draft, media) {
  session = sessionId;
  const film = [...(media ?? [])].reverse().find((one) => one.current);
  const plays = Boolean(film && MOVING.includes(film.format));
  $("no-film").hidden = Boolean(draft);
  $("still").hidden = !draft || plays;
  player.hidden = !plays;
  if (plays && player.getAttribute("src") !== path(film.url)) player.src = path(film.url);
  if (!plays) player.removeAttribute("src");
  if (!draft) return offer(null);
  version += 1;
  const early = Math.min(draft.d / 2, 1500); // the very first frame is often empty: things move in
  if (plays) player.poster = stillUrl(session, early, version);
  else showStill(early);
  offer(film);
}

function offer(film) {
  $("done").hidden = !film;
  if (!film) return;
  $("download").href = path(film.url);
  $("facts").textContent = [film.width && `${film.width} × ${film.height}`, time(film.seconds * 1000), size(film.bytes)]
    .filter(Boolean).join(" · ");
}

/** The path of an address: the page may have been opened by another name of this machine than the address has. */
const path = (url) => new URL(url, location.href).pathname;

function showStill(ms) {
  $("still").src = stillUrl(session, ms, version);
  $("still").alt = t("stillAt", { time: time(ms) });
}

/** Go to a moment: in the player if there is a film, else as a still. */
export function goTo(ms) {
  showPlayhead(ms);
  if (player.hidden) showStill(ms);
  else player.currentTime = ms / 1000;
}

/** Order an export and follow it; resolves with its last status. */
export async function exportFilm(sessionId, draft, format) {
  const id = `render_${Date.now()}`;
  await order(id, sessionId, draft, format);
  return follow(id);
}

/** Follow a render to its end; null where another one is watched by then. */
export async function follow(id) {
  watched = id;
  for (;;) {
    const status = await renderStatus(id);
    if (watched !== id) return null;
    const over = status.status === "completed" || status.status === "failed";
    showProgress(over ? null : status);
    if (over) return status;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/** Stop watching, as when another project is opened. */
export function unwatch() {
  watched = null;
  showProgress(null);
}

function showProgress(status) {
  $("render").hidden = !status;
  if (!status) return;
  const percent = Math.round((status.progress ?? 0) * 100);
  $("render-text").textContent = status.status === "pending" ? t("waiting") : t("rendering", { percent });
  if (status.status === "pending") $("render-bar").removeAttribute("value");
  else $("render-bar").value = status.progress ?? 0;
}
