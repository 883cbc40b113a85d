// Watches the connection of a window: says when it is lost, and comes back by itself.
//
// The page's terminal opens the socket; what happens to it is seen by standing in its place. Codes are those of
// tui/web/window_process.py.
"use strict";

const ELSEWHERE = 4001;
const CLOSED = 4004;
const FULL = 4005;
const OUT = 4006;
const ASK_MS = 3000;
const SILENT_MS = 10000;
const AGAIN_MS = 1000;

let heard = Date.now();
let socket = null;
let over = false;

const notice = () => document.getElementById("notice");

function say(what, { button = "", press = null, leave = false } = {}) {
  const box = notice();
  box.querySelector("p").textContent = box.dataset[what];
  const again = box.querySelector("button");
  again.hidden = !button;
  again.textContent = button ? box.dataset[button] : "";
  again.onclick = press;
  document.getElementById("leave").style.display = leave ? "block" : "none";
  box.hidden = false;
}

async function comeBack() {
  try {
    const answer = await fetch("/alive", { cache: "no-store" });
    if (answer.ok) return location.reload();
    if (answer.status === 401) return location.replace("/");
  } catch {
    // Nobody answers yet.
  }
  setTimeout(comeBack, AGAIN_MS);
}

function lost(code) {
  if (over) return;
  over = true;
  const reload = () => location.reload();
  if (code === OUT) return location.replace("/");
  if (code === ELSEWHERE) say("elsewhere", { button: "again", press: reload, leave: true });
  else if (code === CLOSED) say("closed", { button: "again", press: reload, leave: true });
  else if (code === FULL) say("full", { button: "again", press: reload, leave: true });
  else {
    say("lost");
    setTimeout(comeBack, AGAIN_MS);
  }
}

window.WebSocket = class extends window.WebSocket {
  constructor(...how) {
    super(...how);
    socket = this;
    heard = Date.now();
    this.addEventListener("open", () => this.ask());
    this.addEventListener("message", () => (heard = Date.now()));
    this.addEventListener("close", (event) => lost(event.code));
  }

  ask() {
    if (this.readyState !== WebSocket.OPEN) return;
    this.send(JSON.stringify(["ping", String(Date.now())]));
    setTimeout(() => this.ask(), ASK_MS);
  }
};

// A network that goes without a word: the socket would notice minutes later.
setInterval(() => {
  if (socket && !over && Date.now() - heard > SILENT_MS) {
    socket.close();
    lost(0);
  }
}, 1000);
window.addEventListener("offline", () => lost(0));

// Nothing but a document is opened from here. A page of its own for it would be blocked where the document took longer to
// make than a browser remembers a key for.
window.open = (url) => {
  if (!String(url).startsWith(`${location.origin}/download/`)) return null;
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
  return null;
};

// -- a tablet --

const TOUCHED = {
  escape: "\x1b", enter: "\r", tab: "\t", undo: "\x1a", find: "\x10",
  up: "\x1b[A", down: "\x1b[B", right: "\x1b[C", left: "\x1b[D",
  f1: "\x1bOP", f2: "\x1bOQ", f3: "\x1bOR", f4: "\x1bOS", f5: "\x1b[15~", f6: "\x1b[17~", f7: "\x1b[18~",
  f8: "\x1b[19~", f9: "\x1b[20~", f12: "\x1b[24~",
};

addEventListener("DOMContentLoaded", () => {
  const bar = document.getElementById("touch");
  if (!bar) return;
  // Whether the keyboard on the screen is there does not change by this.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("click", ({ target }) => {
    const typed = TOUCHED[target.value];
    if (typed && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(["stdin", typed]));
  });
});

// Somebody takes the tablet out of its keyboard.
matchMedia("(pointer: coarse)").addEventListener("change", () => window.onresize?.());

// A keyboard on the screen covers the page without a word to it. Where what is left is enough to work in, it is drawn
// there; else the browser moves the page so that the field is seen.
const ENOUGH_PX = 540;
window.visualViewport?.addEventListener("resize", () => {
  const { height, scale } = window.visualViewport;
  document.body.style.height = scale === 1 && height >= ENOUGH_PX ? `${height}px` : "";
  window.onresize?.();
});

// The terminal takes what an input method composes from the end of its field, wherever it is written.
function writeAtEnd({ target, isComposing }) {
  const end = target.value.length;
  if (!isComposing && target.selectionStart !== end) target.setSelectionRange(end, end);
}

// Who opens a window wants to type into it.
new MutationObserver((_changes, watching) => {
  const keyboard = document.querySelector(".xterm-helper-textarea");
  if (!keyboard || !document.body.classList.contains("-first-byte")) return;
  keyboard.focus();
  for (const moved of ["input", "keydown", "focus"]) keyboard.addEventListener(moved, writeAtEnd, true);
  watching.disconnect();
}).observe(document.documentElement, { attributes: true, childList: true, subtree: true });
