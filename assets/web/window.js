// Watches the connection of a window: says when it is lost, and comes back by itself.
//
// The page's terminal opens the socket; what happens to it is seen by standing in its place. Codes are those of
// tui/web/window_process.py.
"use strict";

const ELSEWHERE = 4001;
const CLOSED = 4004;
const FULL = 4005;
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

// Who opens a window wants to type into it.
new MutationObserver((_changes, watching) => {
  const keyboard = document.querySelector(".xterm-helper-textarea");
  if (!keyboard || !document.body.classList.contains("-first-byte")) return;
  keyboard.focus();
  watching.disconnect();
}).observe(document.documentElement, { attributes: true, childList: true, subtree: true });
