// Uploads: chosen or dropped anywhere on the page, with their progress, and the list of what is there.

import { upload } from "./api.js";
import { size, t, time } from "./strings.js";

const list = document.getElementById("uploads");
const curtain = document.getElementById("drop");

const facts = (file) => [file.width && `${file.width} × ${file.height}`, file.duration_ms && time(file.duration_ms),
  size(file.size)].filter(Boolean).join(" · ");

/** Show the session's files. */
export function showFiles(infos) {
  list.replaceChildren(...(infos ?? []).map((file) => {
    const item = document.createElement("li");
    if (file.kind === "image") {
      const picture = document.createElement("img");
      picture.src = new URL(file.url, location.href).pathname;
      picture.alt = "";
      picture.loading = "lazy";
      item.append(picture);
    }
    const name = document.createElement("span");
    name.textContent = file.name;
    const more = document.createElement("span");
    more.className = "quiet";
    more.textContent = facts(file);
    item.append(name, more);
    return item;
  }));
}

function progressItem(file) {
  const item = document.createElement("li");
  const bar = document.createElement("progress");
  const label = document.createElement("label");
  const words = document.createElement("span");
  bar.max = 1;
  label.append(words, bar);
  item.append(label);
  list.append(item);
  return {
    item,
    at(fraction) {
      bar.value = fraction;
      words.textContent = t("uploading", { name: file.name, percent: Math.round(fraction * 100) });
    },
  };
}

/** Upload files one after the other; `onDone(file)` and `onFailed(file, error)` tell of each. */
export async function send(sessionId, files, onDone, onFailed) {
  const waiting = [...files].map((file) => ({ file, shown: progressItem(file) }));
  for (const { shown } of waiting) shown.at(0);
  for (const { file, shown } of waiting) {
    try {
      await upload(sessionId, file, shown.at);
      onDone(file);
    } catch (error) {
      onFailed(file, error);
    }
    shown.item.remove();
  }
}

/** Take files from the button and from drag and drop. */
export function listen(onFiles) {
  const pick = document.getElementById("pick");
  pick.addEventListener("change", () => {
    onFiles([...pick.files]);
    pick.value = "";
  });
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    curtain.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) curtain.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    curtain.hidden = true;
    onFiles([...event.dataTransfer.files]);
  });
}
