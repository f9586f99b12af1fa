// Every sentence of the page, in both languages, and the switch between them.

const WORDS = {
  en: {
    app: "AI video", skip: "Skip to the message box", language: "Language", format: "File format", export: "Export",
    projects: "Projects", new: "New", untitled: "New project", delete: "Delete", deleteAsk: "Delete “{name}” with its files and films?",
    film: "Film", noFilm: "Your film will show here.", stillAt: "The film at {time}", rendering: "Making the film… {percent}%",
    waiting: "Waiting for its turn…", ready: "Your film is ready.", failed: "The film could not be made: {why}",
    download: "Download", timeline: "Timeline", noTimeline: "Nothing on it yet.",
    summary: "{tracks} tracks, {time}, {width} × {height}", files: "Your files", addFiles: "Add files",
    dropHint: "Or drop pictures, clips and music anywhere on this page.", dropHere: "Drop to add to this project",
    uploading: "{name}: {percent}%", uploaded: "{name} is added.", chat: "Chat", message: "Your message",
    placeholder: "What should your film be about?", change: "What would you like to change?", send: "Send", you: "You", agent: "Studio", working: "Working…",
    credits: "{n} credits", broken: "The connection broke off. What was made is shown; nothing is sent twice.",
    offline: "The studio does not answer. Is it still running?", locked: "This link is no longer valid. Run “ai-video open” to get a new one.",
    e2001: "You are out of credits.", e4001: "This type of file is not supported: {name}.", e4002: "{name} is larger than 500 MB.",
    e429: "Please wait for the answers first.", other: "That did not work: {why}", volume: "volume {percent}%",
    video: "Scenes", music: "Music", voice: "Voice", title: "Title", caption: "Captions", audio: "Sound", text: "Text",
    ideas: ["A 30-second vertical video about morning coffee: the beans, the pour, the first sip. Calm music and captions",
            "A 20-second film on why cities should plant more trees, cinematic, landscape",
            "Five tips for better sleep, one per scene, soft music"],
  },
  zh: {
    app: "AI 视频", skip: "跳到输入框", language: "语言", format: "文件格式", export: "导出",
    projects: "项目", new: "新建", untitled: "新项目", delete: "删除", deleteAsk: "删除“{name}”及其文件和成片？",
    film: "影片", noFilm: "影片会显示在这里。", stillAt: "{time} 处的画面", rendering: "正在生成影片… {percent}%",
    waiting: "排队中…", ready: "影片已生成。", failed: "影片生成失败：{why}",
    download: "下载", timeline: "时间线", noTimeline: "还没有内容。",
    summary: "{tracks} 条轨道，{time}，{width} × {height}", files: "你的素材", addFiles: "添加素材",
    dropHint: "也可以把图片、视频、音乐拖到页面任意位置。", dropHere: "松开即可添加到此项目",
    uploading: "{name}：{percent}%", uploaded: "已添加 {name}。", chat: "对话", message: "你的消息",
    placeholder: "想做一个什么样的视频？", change: "想改什么？", send: "发送", you: "你", agent: "工作室", working: "正在处理…",
    credits: "{n} 积分", broken: "连接中断。已完成的内容显示如下，消息不会重复发送。",
    offline: "工作室没有响应，它还在运行吗？", locked: "链接已失效。运行 “ai-video open” 获取新的链接。",
    e2001: "积分已用完。", e4001: "不支持这种文件：{name}。", e4002: "{name} 超过 500 MB。",
    e429: "请先等待回复。", other: "没有成功：{why}", volume: "音量 {percent}%",
    video: "场景", music: "音乐", voice: "配音", title: "标题", caption: "字幕", audio: "声音", text: "文字",
    ideas: ["生成一个30秒的竖屏视频，介绍早晨的咖啡：磨豆、冲泡、第一口，配轻音乐和字幕",
            "做一个20秒的横屏短片，讲城市为什么要多种树，电影感",
            "改善睡眠的五个建议，一个场景一条，柔和的音乐"],
  },
};

const KEY = "ai-video-language";
let language = localStorage.getItem(KEY) ??
  ((navigator.languages ?? []).find((one) => /^(en|zh)/i.test(one)) ?? "en").slice(0, 2).toLowerCase();
const listeners = [];

export const t = (key, values = {}) =>
  WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

export const ideas = () => WORDS[language].ideas;
export const current = () => language;
export const onLanguage = (listener) => listeners.push(listener);
export const isChinese = (text) => /[\u3400-\u9fff]/.test(text);

/** Put the words of the chosen language into the page. */
export function translate() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const one of document.querySelectorAll("[data-t]")) one.textContent = t(one.dataset.t);
  for (const one of document.querySelectorAll("[data-t-label]")) one.setAttribute("aria-label", t(one.dataset.tLabel));
  for (const one of document.querySelectorAll("[data-language]"))
    one.setAttribute("aria-pressed", String(one.dataset.language === language));
  for (const listener of listeners) listener();
}

export function setLanguage(chosen) {
  language = chosen;
  localStorage.setItem(KEY, chosen);
  translate();
}

/** 65000 -> "1:05", 2500 -> "2.5 s" or "2.5 秒". */
export function time(ms) {
  if (ms < 60_000) return `${+(ms / 1000).toFixed(1)} ${language === "zh" ? "秒" : "s"}`;
  return `${Math.floor(ms / 60_000)}:${String(Math.round((ms % 60_000) / 1000)).padStart(2, "0")}`;
}

/** 1234 -> "2 kB", 2345678 -> "2.3 MB". */
export const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
