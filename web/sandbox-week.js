// A calendar's week in the sandbox: its days side by side, where events are added, dragged and deleted as their owner would.
"use strict";

const byId = (id) => document.getElementById(id);
const week = byId("week");
const events = `/sandbox/api/google/calendars/${encodeURIComponent(week.dataset.calendar)}/events`;
const zone = week.dataset.zone;
// A quarter of an hour is the smallest step.
const STEP = 15;
const DAY = 24 * 60;

async function ask(path, method, body) {
  const options = { method };
  if (body) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(path, options);
  if (answer.ok) return;
  const told = await answer.json();
  throw new Error((told.error && told.error.message) || told.detail || `The answer was ${answer.status}.`);
}

// The page is made anew by the server after each change.
async function act(path, method, body) {
  try {
    await ask(path, method, body);
    window.location.reload();
  } catch (error) {
    byId("trouble").textContent = error.message;
    byId("trouble").hidden = false;
  }
}

const minutes = (text) => Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
const two = (number) => String(number).padStart(2, "0");
const clock = (minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

// Local, with the zone beside it: the calendar knows the offset.
function moment(day, minute) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + Math.floor(minute / DAY));
  return { dateTime: `${date.toISOString().slice(0, 10)}T${clock(minute % DAY)}:00`, timeZone: zone, date: null };
}

function dayAfter(day) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

const length = (event) =>
  Math.max(STEP, Math.round((new Date(event.dataset.end) - new Date(event.dataset.start)) / 60000));

// Events that touch nothing of those before them begin a heap of their own.
function heaps(timed) {
  const all = [];
  let end = -1;
  for (const event of timed) {
    const start = minutes(event.dataset.start);
    if (start >= end) all.push([]);
    all[all.length - 1].push(event);
    end = Math.max(end, start + length(event));
  }
  return all;
}

// What overlaps stands side by side.
function layHeap(heap) {
  const lanes = [];
  for (const event of heap) {
    const start = minutes(event.dataset.start);
    const lane = lanes.findIndex((end) => end <= start);
    event.lane = lane < 0 ? lanes.length : lane;
    lanes[event.lane] = start + length(event);
  }
  for (const event of heap) {
    const start = minutes(event.dataset.start);
    event.style.top = `${(start / DAY) * 100}%`;
    event.style.height = `${(Math.min(length(event), DAY - start) / DAY) * 100}%`;
    event.style.left = `${(event.lane / lanes.length) * 100}%`;
    event.style.width = `${100 / lanes.length}%`;
  }
}

function lay(list) {
  heaps([...list.querySelectorAll(".event:not(.all-day)")]).forEach(layHeap);
  for (const hour of [3, 6, 9, 12, 15, 18, 21]) {
    const mark = document.createElement("li");
    mark.className = "hour";
    mark.setAttribute("aria-hidden", "true");
    mark.textContent = clock(hour * 60);
    mark.style.top = `${(hour / 24) * 100}%`;
    list.prepend(mark);
  }
}

const minuteAt = (list, y) => {
  const box = list.getBoundingClientRect();
  const minute = ((y - box.top) / box.height) * DAY;
  return Math.min(DAY - STEP, Math.max(0, Math.round(minute / STEP) * STEP));
};

function drop(event, list, minute) {
  const day = list.closest(".day").dataset.day;
  act(`${events}/${encodeURIComponent(event.dataset.id)}`, "POST", {
    start: moment(day, minute),
    end: moment(day, minute + length(event)),
  });
}

// Dragging by pointer, so that it works by touch too.
function drag(event, press) {
  if (press.button !== 0 || press.target.closest("button")) return;
  const grip = press.clientY - event.getBoundingClientRect().top;
  let place = null;
  event.setPointerCapture(press.pointerId);
  const move = (now) => {
    const below = document.elementsFromPoint(now.clientX, now.clientY).find((each) => each.matches(".day"));
    if (!below) return;
    const list = below.querySelector(".events");
    place = { list, minute: minuteAt(list, now.clientY - grip) };
    if (event.parentElement !== list) list.append(event);
    event.classList.add("dragged");
    event.style.top = `${(place.minute / DAY) * 100}%`;
  };
  const end = () => {
    event.removeEventListener("pointermove", move);
    event.classList.remove("dragged");
    if (place) drop(event, place.list, place.minute);
  };
  event.addEventListener("pointermove", move);
  event.addEventListener("pointerup", end, { once: true });
  event.addEventListener("pointercancel", () => window.location.reload(), { once: true });
}

const remove = (event) => act(`${events}/${encodeURIComponent(event.dataset.id)}`, "DELETE");

// By keys: a quarter of an hour up or down, a day to either side.
function step(event, key) {
  const days = [...week.children];
  const at = days.indexOf(event.closest(".day")) + ({ ArrowLeft: -1, ArrowRight: 1 }[key] || 0);
  const minute = minutes(event.dataset.start) + ({ ArrowUp: -STEP, ArrowDown: STEP }[key] || 0);
  if (days[at] && minute >= 0 && minute < DAY) drop(event, days[at].querySelector(".events"), minute);
}

function begin(day, minute) {
  byId("on").value = day;
  byId("from").value = clock(minute);
  byId("to").value = clock(Math.min(minute + 60, DAY - 1));
  byId("all-day").checked = false;
  byId("title").focus();
}

function add(submit) {
  submit.preventDefault();
  const day = byId("on").value;
  const made = { summary: byId("title").value || "Busy" };
  if (byId("all-day").checked) {
    made.start = { date: day };
    made.end = { date: dayAfter(day) };
  } else {
    const from = minutes(`${day}T${byId("from").value}`);
    const to = minutes(`${day}T${byId("to").value}`);
    made.start = moment(day, from);
    made.end = moment(day, to > from ? to : to + DAY);
  }
  if (byId("free").checked) made.transparency = "transparent";
  if (byId("repeats").value) made.recurrence = [byId("repeats").value];
  act(events, "POST", made);
}

week.classList.add("laid");
for (const day of week.children) {
  const list = day.querySelector(".events");
  lay(list);
  list.addEventListener("click", (press) => {
    if (press.target === list) begin(day.dataset.day, minuteAt(list, press.clientY));
  });
}
for (const event of week.querySelectorAll(".event")) {
  if (!event.classList.contains("all-day")) event.addEventListener("pointerdown", (press) => drag(event, press));
  event.querySelector(".remove").addEventListener("click", () => remove(event));
  event.addEventListener("keydown", (press) => {
    if (press.target !== event) return;
    if (press.key === "Delete") remove(event);
    if (press.key.startsWith("Arrow") && !event.classList.contains("all-day")) {
      press.preventDefault();
      step(event, press.key);
    }
  });
}
byId("add").addEventListener("submit", add);
byId("calendar").addEventListener("change", (change) => change.target.form.requestSubmit());
