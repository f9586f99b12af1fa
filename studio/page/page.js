// The workspace: one open project, and everything that shows it.

import * as api from "./api.js";
import * as chat from "./chat.js";
import * as files from "./files.js";
import * as film from "./film.js";
import { showProjects } from "./projects.js";
import { current, ideas, onLanguage, setLanguage, t, translate } from "./strings.js";
import { draw } from "./timeline.js";

const $ = (id) => document.getElementById(id);
const KEEP_ALIVE = 60_000; // ms; a studio that nobody asks for anything ends by itself
const open = { id: null, draft: null, busy: false, exporting: false };
let sessions = [];
let shown = { video_infos: [], generated_media: [] };

const say = (text) => { $("status").textContent = text; };

/** What a refusal means to people. */
function sentence(error, name = "") {
  if (error.code === 0) return t("offline");
  if (error.code === 1001 || error.code === 401) return t("locked");
  if ([2001, 4001, 4002, 429].includes(error.code)) return t(`e${error.code}`, { name });
  return t("other", { why: error.message });
}

function showState() {
  draw(open.draft, film.goTo);
  film.showFilm(open.id, open.draft, shown.generated_media);
  files.showFiles(shown.video_infos);
  $("export-button").disabled = !open.draft || open.exporting;
  $("message").placeholder = t(open.draft ? "change" : "placeholder");
  $("ideas").hidden = !chat.isEmpty();
}

async function refresh() {
  const id = open.id;
  const [state, all, balance] = await Promise.all([api.state(id), api.listSessions(), api.credits()]);
  sessions = all;
  showSessions();
  $("credits").textContent = t("credits", { n: balance.available });
  if (id !== open.id) return;
  shown = state;
  open.draft = state.draft;
  showState();
}

function showSessions() {
  showProjects(sessions, open.id, openProject, removeProject);
  const title = sessions.find((one) => one.id === open.id)?.state.title;
  $("title").textContent = title || t("app");
  document.title = title ? `${title} – ${t("app")}` : t("app");
}

async function openProject(id) {
  film.unwatch();
  open.id = id;
  history.replaceState(null, "", `?session=${encodeURIComponent(id)}`);
  const session = await api.getSession(id);
  chat.show(session.events);
  await refresh();
  const unfinished = session.state.renders.find((one) => ["pending", "processing"].includes(one.status));
  if (unfinished) finish(film.follow(unfinished.id));
}

async function newProject() {
  const session = await api.createSession(current());
  await openProject(session.id);
  $("message").focus();
}

async function removeProject(id) {
  await guarded(async () => {
    await api.deleteSession(id);
    if (id !== open.id) return refresh();
    const left = sessions.filter((one) => one.id !== id);
    return left.length ? openProject(left[0].id) : newProject();
  });
}

async function send(text) {
  const answer = (chat.addUser(text), new chat.Answer());
  const id = open.id;
  const here = () => id === open.id;
  $("ideas").hidden = true;
  setBusy(true);
  try {
    await api.run(id, text, (event) => {
      if (!here()) return;
      answer.take(event);
      const draft = event.actions?.stateDelta?.draft;
      if (draft) {
        open.draft = draft;
        draw(draft, film.goTo);
      }
    });
    answer.end();
  } catch (error) {
    answer.end(error instanceof api.Refused ? sentence(error) : t("broken"));
  }
  setBusy(false);
  if (here()) await guarded(refresh);
}

function setBusy(busy) {
  open.busy = busy;
  $("send").disabled = busy;
  if (!busy) $("message").focus({ preventScroll: true });
}

async function finish(following) {
  $("export-button").disabled = open.exporting = true;
  await guarded(async () => {
    const status = await following;
    if (!status) return;
    say(status.status === "completed" ? t("ready") : t("failed", { why: status.error ?? "" }));
    open.exporting = false;
    await refresh();
  });
  open.exporting = false;
  $("export-button").disabled = !open.draft;
}

async function take(chosen) {
  const id = open.id;
  await files.send(id, chosen, (file) => say(t("uploaded", { name: file.name })),
    (file, error) => say(sentence(error, file.name)));
  if (id === open.id) await guarded(refresh);
}

/** Do something and tell people if it fails. */
async function guarded(work) {
  try {
    await work();
  } catch (error) {
    say(sentence(error instanceof api.Refused ? error : new api.Refused(-1, error.message)));
  }
}

function showIdeas() {
  $("ideas").replaceChildren(...ideas().map((idea) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = idea;
    button.addEventListener("click", () => {
      $("message").value = idea;
      $("message").focus();
    });
    return button;
  }));
}

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("message").value.trim();
  if (!text || open.busy) return;
  $("message").value = "";
  say("");
  send(text);
});
$("message").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return; // Enter also picks Chinese words
  event.preventDefault();
  $("composer").requestSubmit();
});
$("export").addEventListener("submit", (event) => {
  event.preventDefault();
  if (open.draft) finish(film.exportFilm(open.id, open.draft, $("format").value));
});
$("new").addEventListener("click", () => guarded(newProject));
for (const button of document.querySelectorAll("[data-language]"))
  button.addEventListener("click", () => setLanguage(button.dataset.language));

setInterval(() => document.hidden || guarded(api.awake), KEEP_ALIVE);
files.listen(take);
onLanguage(() => {
  showIdeas();
  if (open.id) guarded(refresh);
});
translate();
guarded(async () => {
  sessions = await api.listSessions();
  const asked = new URLSearchParams(location.search).get("session");
  const first = sessions.find((one) => one.id === asked) ?? sessions[0];
  await (first ? openProject(first.id) : newProject());
});
