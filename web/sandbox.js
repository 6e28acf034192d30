// The sandbox's page: a person plays a phone, and sees what went over the wire. It asks every second what is new.
"use strict";

const byId = (id) => document.getElementById(id);
const seen = { messages: 0, exchanges: null };
const messages = new Map();
let call = null;
let busy = false;

async function ask(path, body, method = body ? "POST" : "GET") {
  const options = { method };
  if (body) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(`/sandbox/api/${path}`, options);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.detail || `The answer was ${answer.status}.`);
  return told;
}

function tellTrouble(text) {
  byId("trouble").textContent = text;
  byId("trouble").hidden = !text;
}

// What a person does, one thing at a time; what goes wrong is told where they look.
async function act(what) {
  if (busy) return;
  busy = true;
  tellTrouble("");
  showLine();
  try {
    await what();
  } catch (error) {
    tellTrouble(error.message);
  }
  busy = false;
  showLine();
  look();
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function show(list, items) {
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  list.replaceChildren(...items);
  if (isAtEnd) list.scrollTop = list.scrollHeight;
}

// Texts

const me = () => byId("me").value.replace(/[^\d+]/g, "");
const them = () => byId("them").value;

function status(message) {
  const by = message.channel === "whatsapp" ? "WhatsApp" : message.automatic ? "the network" : "";
  const code = message.error_code ? ` ${message.error_code}` : "";
  return [by, message.direction === "inbound" ? "" : message.status + code].filter(Boolean).join(" · ");
}

function bubble(message) {
  const line = element("li", message.from === me() ? "me" : "them", message.body);
  if (status(message)) line.append(element("small", "", status(message)));
  return line;
}

function showThread() {
  const mine = [...messages.values()].filter((message) => [message.from, message.to].includes(me()));
  const here = mine.filter((message) => [message.from, message.to].includes(them()));
  const items = here.length ? here.map(bubble) : [element("li", "note", "No texts between these two yet.")];
  show(byId("thread"), items);
}

async function send(event) {
  event.preventDefault();
  const body = byId("body").value;
  if (!body.trim()) return;
  await act(async () => {
    await ask("texts", { from: me(), to: them(), body, channel: byId("channel").value });
    byId("body").value = "";
  });
}

// Calls

const STEPS = {
  said: (step) => element("li", "them", step.text),
  whispered: (step) => element("li", "note", `They hear: ${step.text}`),
  played: (step) => element("li", "note", `♪ ${step.text}`),
  heard: (step) => element("li", "me", step.text),
  pressed: (step) => element("li", "me", step.text),
  recorded: (step) => element("li", "me", step.text),
  silent: (step) => element("li", "note", step.text || "silence"),
  dialled: (step) => element("li", "note", `${step.number}: ${step.text}`),
  recording: () => element("li", "note", "Recording from here."),
  fault: (step) => element("li", "bad", `${step.code}: ${step.text}`),
  ended: (step) => element("li", "note", `The call ended (${step.status}) after ${clock(step.seconds)}.`),
};

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.ceil(seconds % 60)).padStart(2, "0")}`;

const WAITS = { gather: "They listen.", dial: "They call", record: "They record what you say." };

function lineText() {
  if (!call) return "Not in a call.";
  if (busy) return "One moment…";
  const wait = call.waiting && (call.waiting.for === "dial" ? `They call ${call.waiting.number}.` : WAITS[call.waiting.for]);
  return isOpen() ? `In a call, ${clock(call.seconds)}. ${wait || ""}` : "The call has ended.";
}

const isOpen = () => Boolean(call) && ["ringing", "in-progress"].includes(call.status);

function showLine() {
  const waits = isOpen() && !busy ? (call.waiting || {}).for : "";
  byId("line").textContent = lineText();
  byId("speak").hidden = !["gather", "record"].includes(waits);
  byId("keypad").hidden = waits !== "gather";
  byId("put-through").hidden = waits !== "dial";
  byId("silence").hidden = !["gather", "record"].includes(waits);
  byId("hang-up").hidden = !isOpen();
  byId("place").hidden = isOpen();
  byId("placing").hidden = isOpen();
}

function showCall() {
  const items = call ? call.steps.filter((step) => STEPS[step.kind]).map((step) => STEPS[step.kind](step)) : [];
  show(byId("spoken"), items.length ? items : [element("li", "note", "What is said appears here.")]);
  showLine();
}

function speakAloud(steps) {
  if (!byId("aloud").checked || !window.speechSynthesis) return;
  for (const step of steps.filter((step) => step.kind === "said")) {
    const speech = new SpeechSynthesisUtterance(step.text);
    if (step.language) speech.lang = step.language;
    window.speechSynthesis.speak(speech);
  }
}

async function move(path, body) {
  if (window.speechSynthesis) window.speechSynthesis.cancel();
  const now = await ask(path, body);
  // A caller who hung up meanwhile hears no more of it.
  if (call && call.sid === now.sid && !isOpen()) return;
  call = now;
  speakAloud(call.new);
  showCall();
}

const step = (action, body) => act(() => move(`calls/${call.sid}/${action}`, body));

function place() {
  const stir = byId("stir").value;
  call = null;
  showCall();
  const isWithheld = stir === "withheld";
  return act(() => move("calls", { from: isWithheld ? null : me(), to: them(), stir: isWithheld ? null : stir || null }));
}

function say(event) {
  event.preventDefault();
  const text = byId("words").value.trim();
  if (!text) return;
  byId("words").value = "";
  const isRecorded = call.waiting && call.waiting.for === "record";
  step(isRecorded ? "leave" : "say", isRecorded ? { text, digits: "#" } : { text });
}

// Several keys in a row are one answer, as they are on a phone.
let keys = "";
let pressing = 0;

function press(key) {
  keys += key;
  byId("line").textContent = `You press ${keys}`;
  clearTimeout(pressing);
  const most = Number((call.waiting || {}).numDigits || 0);
  pressing = setTimeout(sendKeys, keys.length === most || key === "#" ? 0 : 900);
}

function sendKeys() {
  const digits = keys;
  keys = "";
  step("press", { digits });
}

// Hanging up waits for nobody: not even for an answer that is under way.
async function hangUp() {
  if (window.speechSynthesis) window.speechSynthesis.cancel();
  try {
    call = await ask(`calls/${call.sid}/hang-up`, {});
  } catch (error) {
    tellTrouble(error.message);
  }
  showCall();
}

// The wire

const WAYS = { webhook: ["→", "to the business"], rest: ["←", "from the business"] };

function code(exchange) {
  const cut = exchange.status === 599;
  const isBad = exchange.fault || !exchange.status || exchange.status >= 400;
  return element("span", isBad ? "code bad" : "code", cut || !exchange.status ? "no answer" : String(exchange.status));
}

function facts(exchange) {
  const list = element("dl");
  const pairs = [[exchange.method, exchange.url], ...exchange.parameters];
  if (exchange.fault) pairs.unshift(["Fault", exchange.fault]);
  for (const [name, value] of pairs) list.append(element("dt", "", name), element("dd", "", value));
  return list;
}

function details(exchange) {
  const item = element("li");
  const box = element("details");
  const summary = element("summary");
  const [arrow, way] = WAYS[exchange.direction];
  const sign = element("span", "way", arrow);
  sign.title = way;
  const path = exchange.url.replace(/^https?:\/\/[^/]+/, "").replace(/\/2010-04-01\/Accounts\/AC[0-9a-f]+/, "");
  summary.append(sign, element("span", "what", exchange.event), element("span", "path", path), code(exchange));
  summary.append(element("small", "", `${exchange.ms} ms`));
  box.append(summary, facts(exchange));
  if (exchange.answer) box.append(element("pre", "", exchange.answer));
  if (exchange.direction === "webhook") box.append(again(exchange));
  item.append(box);
  return item;
}

function again(exchange) {
  const button = element("button", "quiet again", "Deliver it again");
  button.type = "button";
  button.addEventListener("click", () => act(() => ask(`exchanges/${exchange.id}/replay`, {})));
  return button;
}

// Live

async function look() {
  const after = seen.exchanges === null ? "" : `&exchanges=${seen.exchanges}`;
  let feed;
  try {
    feed = await ask(`feed?messages=${seen.messages}${after}`);
  } catch {
    return;
  }
  for (const message of feed.messages) messages.set(message.id, message);
  for (const exchange of feed.exchanges) byId("wire").prepend(details(exchange));
  while (byId("wire").children.length > 200) byId("wire").lastChild.remove();
  if (feed.exchanges.length) seen.exchanges = feed.exchanges[feed.exchanges.length - 1].id;
  byId("nothing").hidden = byId("wire").children.length > 0;
  follow(feed);
}

// A message's status still moves on; a call may be moved by the business.
function follow(feed) {
  const settled = ["received", "delivered", "undelivered", "failed", "read"];
  const open = [...messages.values()].filter((message) => !settled.includes(message.status)).map((message) => message.id);
  const last = Math.max(0, ...messages.keys());
  seen.messages = open.length ? Math.min(...open, last + 1) - 1 : last;
  showThread();
  const now = call && feed.calls.find((other) => other.sid === call.sid);
  if (now && !busy && isOpen()) {
    const isNew = now.steps.length > call.steps.length;
    call = now;
    if (isNew) showCall();
  }
}

async function showFaults(state) {
  const words = state.faults.map((fault) => `${fault.kind} ${fault.times ? `× ${fault.times}` : "until cleared"}`);
  byId("faults").textContent = words.length ? `Set: ${words.join(", ")}` : "All goes well.";
}

function choose(name) {
  for (const tab of document.querySelectorAll(".tab")) {
    const isChosen = tab.getAttribute("aria-controls") === name;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = !isChosen;
  }
}

function offerChannels() {
  const chosen = byId("them").selectedOptions[0];
  const takes = Boolean(chosen) && chosen.dataset.whatsapp === "true";
  byId("channel").querySelector("[value=whatsapp]").disabled = !takes;
  if (!takes) byId("channel").value = "sms";
  showThread();
}

for (const tab of document.querySelectorAll(".tab")) {
  tab.addEventListener("click", () => choose(tab.getAttribute("aria-controls")));
  tab.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = [...document.querySelectorAll(".tab")].find((each) => each !== tab);
    choose(other.getAttribute("aria-controls"));
    other.focus();
  });
}
byId("write").addEventListener("submit", send);
byId("body").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) send(event);
});
byId("me").addEventListener("input", showThread);
byId("them").addEventListener("change", offerChannels);
byId("place").addEventListener("click", place);
byId("speak").addEventListener("submit", say);
byId("silence").addEventListener("click", () => step("silence", {}));
byId("hang-up").addEventListener("click", hangUp);
byId("keypad").addEventListener("click", (event) => event.target.dataset.key && press(event.target.dataset.key));
byId("put-through").addEventListener("click", (event) => {
  if (event.target.dataset.outcome) step("dial", { outcome: event.target.dataset.outcome });
});
byId("fault").addEventListener("submit", (event) => {
  event.preventDefault();
  const more = { refuse: { status: 429 }, slow: { seconds: 3 }, undelivered: { code: 30003 }, failed: { code: 30007 } };
  const kind = byId("kind").value;
  act(async () => showFaults(await ask("faults", { kind, times: Number(byId("times").value), ...more[kind] })));
});
byId("clear").addEventListener("click", () => act(async () => showFaults(await ask("faults", null, "DELETE"))));

offerChannels();
choose("texts");
showCall();
ask("state").then(showFaults, (error) => tellTrouble(error.message));
look();
setInterval(() => document.visibilityState === "visible" && look(), 1000);
