// The list of projects.

import { t } from "./strings.js";

const list = document.getElementById("projects");

/** Show the sessions, the open one marked. */
export function showProjects(sessions, openId, onOpen, onDelete) {
  list.replaceChildren(...sessions.map((session) => {
    const name = session.state.title || t("untitled");
    const item = document.createElement("li");
    const open = document.createElement("button");
    open.type = "button";
    open.className = "open";
    open.textContent = name;
    if (session.id === openId) open.setAttribute("aria-current", "true");
    open.addEventListener("click", () => onOpen(session.id));
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "remove";
    remove.textContent = "×";
    remove.setAttribute("aria-label", `${t("delete")}: ${name}`);
    remove.addEventListener("click", () => confirm(t("deleteAsk", { name })) && onDelete(session.id));
    item.append(open, remove);
    return item;
  }));
}
