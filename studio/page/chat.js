// The conversation: what was said before, and answers as they come in.

import { isChinese, t } from "./strings.js";

const list = document.getElementById("messages");

function textOf(event) {
  return (event.content?.parts ?? []).filter((part) => part.text && !part.thought).map((part) => part.text).join("");
}

function add(who, text) {
  const made = document.createElement("li");
  made.className = who;
  const name = document.createElement("span");
  name.className = "who";
  name.textContent = t(who);
  const words = document.createElement("p");
  made.append(name, words);
  list.append(made);
  write(words, text);
  return made;
}

function write(words, text) {
  words.textContent = text;
  words.lang = isChinese(text) ? "zh-CN" : "en";
  list.scrollTop = list.scrollHeight;
}

/** Show a conversation from its events. */
export function show(events) {
  list.replaceChildren();
  for (const event of events) {
    const text = textOf(event) || event.errorMessage;
    if (text) add(event.author === "user" ? "you" : "agent", text);
  }
}

export const addUser = (text) => add("you", text);
export const isEmpty = () => !list.children.length;

/** An answer in the making: feed it events, then end it. */
export class Answer {
  constructor() {
    this.whole = "";
    this.item = add("agent", t("working"));
    this.item.classList.add("working");
    this.item.setAttribute("aria-busy", "true"); // screen readers are told once it is complete
  }

  /** Take an ADK event: a partial one carries a delta, the aggregate after it repeats the whole. */
  take(event) {
    const text = textOf(event) || event.errorMessage || "";
    if (!text) return;
    if (event.partial) this.delta = (this.delta ?? "") + text;
    else {
      this.whole += text;
      this.delta = "";
    }
    this.item.classList.remove("working");
    write(this.item.querySelector("p"), this.whole + (this.delta ?? ""));
  }

  /** No more will come; `text` is said where nothing was. */
  end(text = "") {
    this.item.removeAttribute("aria-busy");
    this.item.classList.remove("working");
    if (!this.whole && !this.delta) {
      if (text) write(this.item.querySelector("p"), text);
      else this.item.remove();
    }
  }
}
