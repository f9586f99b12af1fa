// The studio's HTTP API, as far as the page uses it. Nothing that may cost is ever sent twice.

const APP = "nemo_agent";
const SESSIONS = `/apps/${APP}/users/me/sessions`;
const HEADERS = { "X-Skill-Source": "workspace", "X-Skill-Version": "1", "X-Skill-Platform": "browser" };

/** A refusal: `code` as in docs/http-api.md, 0 where the studio does not answer at all. */
export class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function request(method, path, body) {
  const headers = { ...HEADERS };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (error) {
    throw new Refused(0, error.message);
  }
}

async function json(method, path, body) {
  const answer = await request(method, path, body);
  const value = await answer.json().catch(() => ({ code: answer.status, message: answer.statusText }));
  if (!answer.ok || (value && value.code)) throw new Refused(value.code ?? answer.status, value.message ?? "");
  return value;
}

export const awake = () => json("GET", "/version");
export const listSessions = () => json("GET", SESSIONS);
export const createSession = (language) => json("POST", SESSIONS, { state: { language } });
export const getSession = (id) => json("GET", `${SESSIONS}/${encodeURIComponent(id)}`);
export const deleteSession = (id) => json("DELETE", `${SESSIONS}/${encodeURIComponent(id)}`);
export const credits = async () => (await json("GET", "/api/credits/balance/simple")).data;
export const state = async (id) =>
  (await json("GET", `/api/state/${APP}/me/${encodeURIComponent(id)}/latest`)).data.state;
export const stillUrl = (id, at, version) =>
  `/api/preview/${APP}/me/${encodeURIComponent(id)}/still.png?at=${Math.round(at)}&height=540&v=${version}`;

export const order = (id, sessionId, draft, format) =>
  json("POST", "/api/render/proxy/lambda", { id, sessionId, draft, output: { format, quality: "high" } });
export const renderStatus = (id) => json("GET", `/api/render/proxy/lambda/${encodeURIComponent(id)}`);

/** Send a message and hand over each event. Resolves at the end of the stream, rejects where it breaks. */
export async function run(sessionId, text, onEvent) {
  const answer = await request("POST", "/run_sse", {
    app_name: APP, user_id: "me", session_id: sessionId, new_message: { parts: [{ text }] },
  });
  if (!(answer.headers.get("content-type") ?? "").startsWith("text/event-stream")) {
    const value = await answer.json().catch(() => ({}));
    throw new Refused(value.code ?? answer.status, value.message ?? "");
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let kept = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const frames = (kept + value).split("\n\n");
    kept = frames.pop();
    for (const frame of frames) if (frame.startsWith("data: ")) onEvent(JSON.parse(frame.slice(6)));
  }
}

/** Upload one file; `onProgress` is told 0..1. XMLHttpRequest, since fetch cannot tell how far it is. */
export function upload(sessionId, file, onProgress) {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", `/api/upload-video/${APP}/me/${encodeURIComponent(sessionId)}`);
    for (const [name, value] of Object.entries(HEADERS)) sending.setRequestHeader(name, value);
    sending.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    sending.onerror = () => reject(new Refused(0, ""));
    sending.onload = () => {
      let value = {};
      try {
        value = JSON.parse(sending.responseText);
      } catch {
        value = { code: sending.status, message: sending.statusText };
      }
      if (value.code) reject(new Refused(value.code, value.message));
      else resolve(value.data.files);
    };
    const form = new FormData();
    form.append("files", file);
    sending.send(form);
  });
}
