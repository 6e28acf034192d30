/*
 * The Holdfast chat widget.
 *
 *   <script src="https://host/widget.js" data-tenant="demo" async></script>
 *
 * Attributes: data-tenant (required), data-label, data-name, data-greeting, data-accent,
 * data-theme (light, dark, auto), data-position (right, left), and for a widget inside the page
 * data-inline (where the script stands) or data-target (a selector).
 *
 * It needs nothing from the page but `script-src` and `connect-src` for its own host: styles are
 * constructed sheets in a shadow root, icons are drawn as SVG nodes, and what the server says
 * enters the page as text only. It can be loaded twice.
 */
(() => {
  "use strict";

  /** Waits before a turn is sent again, in milliseconds; the first is for a worker that was replaced. */
  const BACKOFF = [0, 500, 1500, 4000, 8000, 15000];
  /** A stream that says nothing for so long is given up and asked for again. */
  const SILENCE = 60_000;
  /** A longer Retry-After isn't waited for in silence: the visitor decides. */
  const LONGEST_WAIT = 60_000;
  /** A conversation left alone for so long isn't taken up again. */
  const KEPT = 7 * 86_400_000;
  /** While a person is waited for, the words of people are looked for so often; less and less often while none come. */
  const LOOK = 3000;
  const SLOWEST_LOOK = 30_000;
  const MESSAGE_LENGTH = 2000;
  const PICKER_DAYS = 30;
  const DAY = 86_400_000;
  /** Where the panel becomes a sheet over the whole screen. */
  const PHONE = "(max-width: 480px), (max-height: 420px)";

  const utf8 = new TextEncoder();
  const own = document.currentScript || [...document.querySelectorAll("script[data-tenant][src*='widget.js']")]
    .find((each) => !each.holdfast);

  // MARK: Nodes

  /** Makes an element. Children are text or nodes, never markup. */
  function el(tag, props = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "class") node.className = value;
      else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  }

  const ICONS = {
    chat: "M4 5h16v11H9l-5 4z",
    close: "M6 6l12 12M18 6L6 18",
    restart: "M5 12a7 7 0 1 0 2.4-5.3M5 4v4h4",
    send: "M12 19V5M6 11l6-6 6 6",
    calendar: "M5 6h14v14H5zM5 10.5h14M9 3.5V7M15 3.5V7",
  };

  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  const iconButton = (name, label, onclick, props = {}) =>
    el("button", { type: "button", class: "icon", "aria-label": label, title: label, onclick, ...props }, icon(name));

  const unseen = (text) => el("span", { class: "unseen" }, text);

  // MARK: Colours

  /** The red, green and blue of any CSS colour, or null when it isn't one. */
  function channels(colour) {
    const probe = document.createElement("canvas").getContext("2d");
    if (!probe || !colour || !CSS.supports("color", colour)) return null;
    probe.fillStyle = colour;
    probe.fillRect(0, 0, 1, 1);
    return [...probe.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }

  function luminance(rgb) {
    const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  /** Lightens or darkens a colour, keeping what it can of its hue, until it can be read on the background. */
  function legible(rgb, on, lighter) {
    for (let step = 0; step < 40 && contrast(rgb, on) < 4.6; step++) {
      rgb = rgb.map((c) => Math.round(lighter ? Math.min(255, c * 1.07 + 5) : c * 0.93));
    }
    return rgb;
  }

  /** The accent as a surface, what is written on it, and the accent as ink: readable whatever was asked for. */
  function accentRules(asked, dark) {
    const rgb = channels(asked) || [15, 107, 92];
    const white = [255, 255, 255], black = [16, 20, 24];
    const on = contrast(rgb, white) >= 4.5 || contrast(rgb, white) >= contrast(rgb, black) ? white : black;
    const fill = legible(rgb, on, on === black);
    const ink = legible(rgb, dark ? [38, 45, 52] : [240, 243, 245], dark);
    const css = (c) => `rgb(${c.join(" ")})`;
    return `:host{--accent:${css(fill)}!important;--on-accent:${css(on)}!important;--ink:${css(ink)}!important}`;
  }

  // MARK: Styles

  const STYLES = `
:host{all:initial!important;display:block!important}
:host([hidden]){display:none!important}
*,*::before,*::after{box-sizing:border-box}
.root{--bg:#fff;--fg:#1a2027;--soft:#f0f3f5;--muted:#525d68;--line:#d5dbe0;--edge:#7b8792;--bad:#b3261e;--shade:0 12px 40px rgb(15 23 32/.22),0 2px 8px rgb(15 23 32/.12);
color-scheme:light;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--fg);text-align:start}
.root[data-theme=dark]{--bg:#171c21;--fg:#edf1f4;--soft:#262d34;--muted:#aab5bf;--line:#38424c;--edge:#84919d;--bad:#ff9d94;--shade:0 12px 40px rgb(0 0 0/.6),0 0 0 1px #38424c;color-scheme:dark}
button,textarea,input{font:inherit;color:inherit;margin:0;letter-spacing:inherit}
button{cursor:pointer;background:none;border:1px solid transparent;border-radius:10px;padding:0;touch-action:manipulation}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
svg{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;display:block}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none!important}
.launcher{position:fixed;z-index:2147483000;bottom:max(20px,env(safe-area-inset-bottom));right:20px;display:flex;align-items:center;gap:10px;min-height:52px;padding:0 20px 0 16px;border-radius:26px;background:var(--accent);color:var(--on-accent);font-weight:600;box-shadow:var(--shade)}
.left .launcher{right:auto;left:20px}
.root:has(dialog[open]) .launcher{visibility:hidden}
.launcher:hover{filter:brightness(1.08)}
.launcher:focus-visible{outline-color:var(--ink);box-shadow:0 0 0 2px var(--bg),var(--shade)}
.panel{display:flex;flex-direction:column;overflow:hidden;width:392px;height:min(660px,calc(100vh - 40px));margin:0;padding:0;border:1px solid var(--line);border-radius:18px;background:var(--bg);color:var(--fg);position:relative}
dialog.panel{position:fixed;z-index:2147483001;inset:auto 20px 20px auto;max-width:none;max-height:none;box-shadow:var(--shade);animation:rise .18s ease-out}
.left dialog.panel{inset:auto auto 20px 20px}
dialog.panel:not([open]){display:none}
dialog::backdrop{background:rgb(0 0 0/.4)}
.inline .card,.inline .say{max-width:560px}
.inline .panel{width:100%;height:var(--holdfast-height,min(600px,80vh))}
@keyframes rise{from{opacity:0;transform:translateY(10px)}}
header{display:flex;align-items:center;gap:4px;padding:10px 10px 10px 18px;background:var(--accent);color:var(--on-accent)}
header h2{flex:1;margin:0;font-size:16px;line-height:1.3;font-weight:650;overflow-wrap:anywhere}
header .icon:focus-visible{outline-color:var(--on-accent);outline-offset:-3px}
.icon{flex:none;display:grid;place-items:center;width:40px;height:40px;border-radius:50%}
.icon:hover{background:rgb(127 140 150/.22)}
.log{scroll-padding:14px;flex:1;min-height:0;overflow-y:auto;overscroll-behavior:contain;padding:16px;display:flex;flex-direction:column;gap:14px;position:relative}
.log:focus-visible{outline-offset:-4px}
.turn{display:flex;flex-direction:column;gap:8px;align-items:flex-start}
.turn .turn{width:100%}
.say{max-width:88%;padding:9px 13px;border-radius:16px 16px 16px 5px;background:var(--soft);white-space:pre-wrap;overflow-wrap:anywhere}
.say.me{align-self:flex-end;border-radius:16px 16px 5px 16px;background:var(--accent);color:var(--on-accent)}
.say.person{background:none;border:1px solid var(--ink)}
.from{display:block;font-size:12px;font-weight:600;color:var(--ink)}
.say.bad{background:none;border:1px solid var(--bad);color:var(--bad)}
.say span{animation:show .2s ease-out}
@keyframes show{from{opacity:0}}
.typing{display:flex;gap:5px;padding:13px 14px;border-radius:16px 16px 16px 5px;background:var(--soft)}
.typing i{width:7px;height:7px;border-radius:50%;background:var(--muted);animation:beat 1.1s infinite ease-in-out}
.typing i:nth-child(2){animation-delay:.15s}.typing i:nth-child(3){animation-delay:.3s}
@keyframes beat{0%,60%,100%{opacity:.35}30%{opacity:1;transform:translateY(-3px)}}
.card{width:100%;border:1px solid var(--line);border-radius:14px;padding:14px;display:flex;flex-direction:column;gap:10px;position:relative}
.card h3{margin:0;font-size:15px;font-weight:650}
.card .day{font-size:13px;font-weight:600;color:var(--muted)}
.card p{margin:0}
.small{font-size:13px;color:var(--muted)}
.row{display:flex;flex-wrap:wrap;gap:8px}
.apart{align-items:center;justify-content:space-between}
.plain{padding:0;border:0}
.choice{min-height:40px;padding:7px 13px;border-color:var(--edge);background:var(--bg);color:var(--ink);font-weight:600;text-align:center}
.choice:hover{border-color:var(--ink);background:var(--soft)}
.choice small{display:block;font-size:12px;font-weight:400;color:var(--muted)}
.busy .choice{cursor:progress}
.choice.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.choice.main:hover{filter:brightness(1.08)}
.choice[aria-disabled=true],fieldset:disabled .choice{cursor:default;border-color:var(--line);background:none;color:var(--muted);opacity:.75;filter:none}
.choice.taken[aria-disabled=true]{opacity:1;background:var(--soft);border-color:var(--ink);color:var(--ink)}
a.choice{display:inline-flex;align-items:center;border:1px solid var(--edge);border-radius:10px;text-decoration:none}
.slots{display:grid;grid-template-columns:repeat(auto-fill,minmax(98px,1fr));gap:8px}
.slots .choice{padding:7px 4px;white-space:nowrap}
.slots.two{grid-template-columns:repeat(auto-fill,minmax(148px,1fr))}
.wide{display:flex;justify-content:space-between;align-items:baseline;gap:12px;width:100%;text-align:start;padding:10px 13px}
.wide span:last-child{flex:none;font-weight:400;font-size:13px;color:var(--muted)}
.hold{border-color:var(--ink)}
.left-time{flex:1;min-width:90px;font-size:13px;font-variant-numeric:tabular-nums;font-weight:650}
.bar{height:4px;border-radius:2px;background:var(--soft);overflow:hidden}
.bar i{display:block;height:100%;background:var(--ink);transform-origin:left}
.booking{border:2px solid var(--ink)}
dl{display:grid;grid-template-columns:auto 1fr;gap:4px 14px;margin:0}
dt{color:var(--muted);font-size:13px;line-height:22px}
dd{margin:0;overflow-wrap:anywhere}
dd b{font-weight:650}
.ref{font:600 15px/22px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.06em}
.tag{align-self:flex-start;padding:1px 9px;border-radius:9px;font-size:13px;font-weight:600;background:var(--soft);color:var(--fg)}
fieldset{border:0;margin:0;padding:0;min-width:0;display:flex;flex-direction:column;gap:10px}
legend{padding:0;margin-bottom:8px;font-weight:650}
.fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:10px}
label.field{display:flex;flex-direction:column;gap:3px;font-size:13px;color:var(--muted)}
input,textarea{background:var(--bg);border:1px solid var(--edge);border-radius:10px;color:var(--fg)}
label.field input{height:40px;padding:0 11px;font-size:16px}
input[aria-invalid=true]{border-color:var(--bad);border-width:2px}
.fault{color:var(--bad);font-size:13px}
.notice{padding:6px 16px;font-size:13px;color:var(--fg);background:var(--soft);border-top:1px solid var(--line)}
.composer{display:flex;align-items:flex-end;gap:6px;padding:10px;border-top:1px solid var(--line)}
.composer textarea{flex:1;min-width:0;height:42px;max-height:120px;padding:9px 12px;resize:none;font-size:16px;line-height:22px;border-radius:12px}
.composer textarea::placeholder{color:var(--muted);opacity:1}
.composer .icon{width:42px;height:42px;color:var(--ink)}
.composer .send{background:var(--accent);color:var(--on-accent);border-radius:12px}
.composer .send[aria-disabled=true]{background:var(--soft);color:var(--muted);cursor:default}
.picker{position:absolute;z-index:2;left:10px;right:10px;bottom:68px;padding:10px 12px 12px;border:1px solid var(--line);border-radius:14px;background:var(--bg);box-shadow:var(--shade)}
.picker-head{display:flex;align-items:center}
.picker h3{flex:1;margin:0;font-size:15px}
table{width:100%;border-spacing:2px;table-layout:fixed;text-align:center}
th{font-size:12px;font-weight:600;color:var(--muted);padding:4px 0}
td{padding:0}
td button{width:100%;min-height:40px;border-radius:10px;line-height:1.1;font-weight:600}
td button small{display:block;font-size:11px;font-weight:600;color:var(--muted)}
td button:hover{background:var(--soft)}
td button[data-free=no]{font-weight:400;color:var(--muted)}
td button[data-free=yes]{background:var(--soft);color:var(--ink)}
td button[aria-current=date]{border-color:var(--edge)}
@media ${PHONE}{
dialog.panel,.left dialog.panel{inset:0;width:100%;height:var(--seen-height,100dvh);border:0;border-radius:0}
header{padding-top:max(10px,env(safe-area-inset-top))}
.composer{padding-bottom:max(10px,env(safe-area-inset-bottom))}}
@media (prefers-reduced-motion:reduce){*,*::before,*::after{animation:none!important;transition:none!important}}
@media (forced-colors:active){button,.card,.say,.panel,.tag{border:1px solid}.bar i,.typing i{background:CanvasText}}
`;

  // MARK: Times

  const visitorZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  /** The widget speaks English, in the visitor's own kind of it and with the clock the visitor is used to. */
  const locale = (navigator.languages || []).find((each) => /^en\b/i.test(each)) || "en";
  const hour12 = new Intl.DateTimeFormat(navigator.language || "en", { hour: "numeric" }).resolvedOptions().hour12;
  const formats = new Map();

  function format(options) {
    const key = JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, options));
    return formats.get(key);
  }

  const TIME = { hour: "numeric", minute: "2-digit", hour12 };
  const LONG_DAY = { weekday: "long", month: "long", day: "numeric" };
  const DATE = { ...LONG_DAY, year: "numeric" };

  /** "America/New_York" is said as "New York". */
  const city = (zone) => zone.split("/").pop().replaceAll("_", " ");

  /** The wall clock at the business, read from the offset that the server wrote; formatted as if it were UTC. */
  const wall = (iso) => new Date(`${iso.slice(0, 19)}Z`);
  const atBusiness = (iso, options) => format({ ...options, timeZone: "UTC" }).format(wall(iso));
  const atVisitor = (iso, options) => format(options).format(new Date(iso));

  /** Whether the visitor's clock and the business's show different times at that instant. */
  function zonesDiffer(iso) {
    const instant = new Date(iso);
    return instant.getTime() - instant.getTimezoneOffset() * 60_000 !== wall(iso).getTime();
  }

  /** The lines that say when: the visitor's own time, and the business's where it differs. */
  function whenLines(start, end, zone) {
    const range = format(TIME).formatRange(new Date(start), new Date(end));
    const there = format({ ...TIME, timeZone: "UTC" }).formatRange(wall(start), wall(end));
    const differ = zonesDiffer(start);
    const sameDay = atBusiness(start, DATE) === atVisitor(start, DATE);
    return {
      date: atVisitor(start, DATE),
      time: `${range}, ${city(differ ? visitorZone : zone || visitorZone)} time`,
      there: differ ? `${there}${sameDay ? "" : ` on ${atBusiness(start, LONG_DAY)}`}, ${city(zone || "local")} time` : null,
    };
  }

  function price(value) {
    if (!value) return null;
    const money = new Intl.NumberFormat(locale, { style: "currency", currency: value.currency, trailingZeroDisplay: "stripIfInteger" });
    return money.format(value.amount_minor / 10 ** money.resolvedOptions().maximumFractionDigits);
  }

  // MARK: Calendar file

  const icsText = (text) => String(text ?? "").replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n").replace(/[\x00-\x1f\x7f]/g, "");
  const icsTime = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");

  /** At most 75 octets a line; an escaped pair or a character is never cut. */
  function fold(line) {
    let folded = "", width = 0;
    for (const [piece] of line.matchAll(/\\.|./gsu)) {
      const size = utf8.encode(piece).length;
      if (width + size > 75) { folded += "\r\n "; width = 1; }
      folded += piece;
      width += size;
    }
    return folded;
  }

  /** The booking as RFC 5545 has it; the same UID with a higher SEQUENCE replaces an earlier one. */
  function calendarFile(card, business) {
    const status = card.type === "cancelled" ? "CANCELLED" : card.status === "pending" ? "TENTATIVE" : "CONFIRMED";
    return [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Holdfast//Widget//EN", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH", "BEGIN:VEVENT",
      `UID:${icsText(card.uid)}`, `SEQUENCE:${card.sequence || 0}`, `DTSTAMP:${icsTime(new Date())}`,
      `DTSTART:${icsTime(new Date(card.start))}`, `DTEND:${icsTime(new Date(card.end))}`,
      `SUMMARY:${icsText(business ? `${card.service.name} \u2013 ${business}` : card.service.name)}`,
      card.location && `LOCATION:${icsText(card.location)}`,
      `DESCRIPTION:${icsText([card.resource && `With ${card.resource.name}`, `Reference ${card.reference}`, card.manage_url].filter(Boolean).join("\n"))}`,
      card.manage_url && `URL:${card.manage_url.replace(/[\x00-\x20\x7f]/g, "")}`,
      `STATUS:${status}`, "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR", "",
    ].filter((line) => line !== null && line !== undefined && line !== false).map(fold).join("\r\n");
  }

  function download(name, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    el("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  // MARK: What is kept in the browser

  /** A drawer in the browser's storage that may be shut (private windows, policies): then nothing is kept. */
  class Drawer {
    constructor(key, area) {
      this.key = key;
      try { this.area = window[area]; } catch { this.area = null; }
    }
    read() {
      try { return JSON.parse(this.area.getItem(this.key)) || {}; } catch { return {}; }
    }
    write(value) {
      try { this.area.setItem(this.key, JSON.stringify(value)); } catch { /* Full or shut: the chat goes on. */ }
    }
  }

  const hex = (bytes) => [...crypto.getRandomValues(new Uint8Array(bytes))].map((b) => b.toString(16).padStart(2, "0")).join("");

  // MARK: The wire

  /** Server-sent events of a body, one after another. What stands after the last blank line was cut and is dropped. */
  async function* streamed(body, heard) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let buffer = "";
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        heard();
        buffer = (buffer + decoder.decode(value, { stream: true })).replaceAll("\r\n", "\n");
        const blocks = buffer.split("\n\n");
        buffer = blocks.pop();
        for (const block of blocks) {
          const event = readEvent(block);
          if (event) yield event;
        }
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  function readEvent(block) {
    const event = { id: 0, event: "message", data: "" };
    for (const line of block.split("\n")) {
      const [, field, value] = /^(\w+): ?(.*)$/s.exec(line) || [];
      if (field === "data") event.data += (event.data && "\n") + value;
      else if (field === "event") event.event = value;
      else if (field === "id") event.id = Number(value) || 0;
    }
    if (!event.data) return null;
    return { ...event, data: JSON.parse(event.data) };
  }

  /** Seconds or a date, as milliseconds; null when it isn't said. */
  function retryAfter(response, problem) {
    const said = problem?.retry_after ?? response?.headers.get("Retry-After");
    if (said === null || said === undefined || said === "") return null;
    return Number.isFinite(Number(said)) ? Number(said) * 1000 : Math.max(0, Date.parse(said) - Date.now()) || null;
  }

  /**
   * Brings turns to the server, each at least once on the wire and exactly once in the conversation: a turn that was
   * cut is sent again under its own message id, and events that were already shown are skipped by their number.
   */
  class Wire {
    constructor(base) { this.base = base; }

    /** Breaks off what is on its way or waited for. */
    stop() {
      this.abort?.abort();
      this.wake?.();
    }

    /** Ends at the time, or earlier when the browser comes back online; offline it lasts until then. */
    pause(milliseconds) {
      return new Promise((resume) => {
        this.wake = () => { clearTimeout(timer); removeEventListener("online", this.wake); resume(); };
        const timer = navigator.onLine ? setTimeout(this.wake, milliseconds) : 0;
        addEventListener("online", this.wake);
      });
    }

    /** Sends until the turn has ended; returns how: "done", or the problem that stopped it. */
    async deliver(turn, conversation, on) {
      for (let tries = 0; ; tries++) {
        const before = turn.seen;
        const end = await this.attempt(turn, conversation(), on);
        if (end.done || end.final || turn.dropped) return end;
        if (turn.seen > before) tries = 0;
        if (tries >= BACKOFF.length - 1 || end.wait > LONGEST_WAIT) return { ...end, problem: end.problem || {} };
        on.waiting(end);
        await this.pause(end.wait ?? BACKOFF[tries] * (0.8 + Math.random() * 0.4));
        if (turn.dropped) return end;
      }
    }

    async attempt(turn, conversation, on) {
      this.abort = new AbortController();
      let timer;
      const heard = () => { clearTimeout(timer); timer = setTimeout(() => this.abort.abort(), SILENCE); };
      try {
        heard();
        const response = await this.post(turn, conversation);
        if (!response.ok) return await this.refusal(response);
        if (!/event-stream/.test(response.headers.get("Content-Type"))) return on.whole(await response.json());
        for await (const event of streamed(response.body, heard)) {
          if (event.id && event.id <= turn.seen) continue;
          turn.seen = event.id || turn.seen;
          if (event.event === "error") return this.problem(event.data, retryAfter(null, event.data));
          const end = on.event(event);
          if (end) return end;
        }
        return {};
      } catch {
        return {};
      } finally {
        clearTimeout(timer);
      }
    }

    post(turn, conversation) {
      return fetch(`${this.base}/chat`, {
        method: "POST", credentials: "omit", cache: "no-store", signal: this.abort.signal,
        headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
        body: JSON.stringify({
          conversation, message_id: turn.id, message: turn.message, timezone: visitorZone, action: turn.action,
        }),
      });
    }

    async refusal(response) {
      const problem = await response.json().catch(() => ({}));
      const wait = retryAfter(response, problem);
      if (response.status >= 500 || wait !== null) return { wait, problem };
      return { final: true, status: response.status, problem };
    }

    problem(problem, wait) {
      const again = wait !== null || problem.code === "unavailable" || problem.code === "rate_limited";
      return again ? { wait, problem } : { final: true, problem };
    }

    async get(path) {
      const response = await fetch(`${this.base}/${path}`, { credentials: "omit", cache: "no-store" });
      if (!response.ok) throw Object.assign(new Error(path), { status: response.status });
      return response.json();
    }
  }

  // MARK: Cards

  /** Which earlier cards stop being choices when a card of this type arrives. */
  const RETIRES = {
    services: ["services", "slots"],
    slots: ["services", "slots", "form"],
    hold: ["services", "slots", "hold", "form"],
    form: ["form"],
    booking: ["services", "slots", "hold", "form", "booking"],
    cancelled: ["services", "slots", "hold", "form", "booking"],
  };

  const STATUSES = { confirmed: "Booked", pending: "Requested", cancelled: "Cancelled", declined: "Declined", lapsed: "Ran out unanswered" };

  const FIELDS = {
    name: { label: "Name", autocomplete: "name", type: "text" },
    email: { label: "Email", autocomplete: "email", type: "email", inputmode: "email" },
    phone: { label: "Phone", autocomplete: "tel", type: "tel", inputmode: "tel" },
    address: { label: "Address", autocomplete: "street-address", type: "text" },
  };

  const choice = (label, press, props = {}) =>
    el("button", { type: "button", class: "choice", onclick: press, ...props }, label);

  /** Each card type as a node. `chat` is the widget that shows it. */
  const CARDS = {
    services(card, chat) {
      const offers = card.services.map((service) => {
        const facts = [`${service.duration_minutes} min`, price(service.price)].filter(Boolean).join(" \u00b7 ");
        const name = el("span", {}, service.name, service.description && el("small", {}, service.description));
        return choice([name, el("span", {}, facts)], chat.press(() => {
          chat.service = service.id;
          return chat.send(service.name, { type: "service", service: service.id });
        }), { class: "choice wide" });
      });
      return el("div", { role: "group", class: "card plain", "aria-label": "Services" }, offers);
    },

    slots(card, chat) {
      chat.service = card.service;
      chat.zone = card.timezone;
      const days = groupByDay(card.slots);
      const differ = card.slots.some((slot) => zonesDiffer(slot.start));
      const groups = [...days].map(([day, slots]) => slotGroup(day, slots, card, chat, differ));
      return el("div", { role: "group", class: "card", "aria-label": "Free times" },
        differ && el("p", { class: "small" }, `Times are yours (${city(visitorZone)}). Below each is the time in ${city(card.timezone)}, where the business is.`),
        groups.length ? groups : el("p", {}, "No free times here."),
        el("div", { class: "row" },
          card.more && choice("More times", chat.press(() => chat.send("More times"))),
          choice("Another day", chat.press((button) => { chat.picker.open(button); return false; }), { "aria-haspopup": "dialog" })));
    },

    hold(card, chat) {
      if (!chat.quiet) chat.hear(card.now);
      const when = whenLines(card.slot.start, card.slot.end, card.timezone || chat.zone);
      const clock = el("span", { class: "left-time", role: "timer" });
      const bar = el("i");
      const node = el("div", { role: "group", class: "card hold", "aria-label": "Held for you" },
        el("h3", {}, "Held for you"),
        el("p", {}, el("b", {}, when.date), el("br"), when.time, when.there && el("br"), when.there && el("span", { class: "small" }, when.there),
          card.slot.resource && el("br"), card.slot.resource && `with ${card.slot.resource.name}`),
        el("div", { class: "bar", "aria-hidden": "true" }, bar),
        el("div", { class: "row apart" }, clock, choice("Choose another time", chat.press(() => chat.send("Another time")))));
      chat.countDown(node, card, clock, bar);
      return node;
    },

    form(card, chat) {
      const inputs = card.fields.filter((field) => FIELDS[field.replace("?", "")]).map((field) => formField(field));
      const set = el("fieldset", {}, el("legend", {}, "Your details"), el("div", { class: "fields" }, inputs.map((input) => input.label)),
        el("div", { class: "row" }, el("button", { type: "submit", class: "choice main" }, "Send details")));
      return el("form", { class: "card", novalidate: true, "aria-label": "Your details", onsubmit: (event) => {
        event.preventDefault();
        if (chat.busy || !inputs.map((input) => input.check()).every(Boolean)) {
          return inputs.find((input) => input.box.getAttribute("aria-invalid") === "true")?.box.focus();
        }
        chat.send(inputs.map((input) => input.box.value.trim()).filter(Boolean).join(", "));
        set.disabled = true;
        chat.focusComposer();
      } }, set);
    },

    booking(card, chat) {
      return el("div", { role: "group", class: "card booking", "aria-label": "Your booking" },
        el("h3", {}, STATUSES[card.status] || "Your booking"),
        card.status === "pending" && el("p", { class: "small" }, "The business has still to confirm this time. It is kept for you until then."),
        bookingFacts(card), ["confirmed", "pending"].includes(card.status) && bookingActions(card, chat));
    },

    cancelled(card) {
      return el("div", { role: "group", class: "card", "aria-label": "Cancelled booking" }, el("h3", {}, "Cancelled"), bookingFacts(card));
    },
  };

  function groupByDay(slots) {
    const days = new Map();
    for (const slot of slots) {
      const day = atVisitor(slot.start, LONG_DAY);
      days.set(day, [...(days.get(day) || []), slot]);
    }
    return days;
  }

  let groupCount = 0;

  function slotGroup(day, slots, card, chat, differ) {
    const id = `day-${++groupCount}`;
    const times = slots.map((slot) => atVisitor(slot.start, TIME));
    const buttons = slots.map((slot, index) => {
      const twin = times.indexOf(times[index]) !== times.lastIndexOf(times[index]);
      const label = twin ? twinLabel(slot, slots) : times[index];
      const there = differ && el("small", {}, `${atBusiness(slot.start, TIME)} ${city(card.timezone)}`);
      return choice([label, there], chat.press((button) => {
        button.classList.add("taken");
        const said = slot.label || `${atBusiness(slot.start, LONG_DAY)}, ${atBusiness(slot.start, TIME)}`;
        return chat.send(differ ? `${said} (${city(card.timezone)} time)` : said, { type: "slot", slot: slot.id });
      }));
    });
    return el("div", { role: "group", "aria-labelledby": id, class: "card plain" },
      el("h3", { id, class: "day" }, day), el("div", { class: differ ? "slots two" : "slots" }, buttons));
  }

  /** Two times that look alike: the copies of a repeated hour, or the same time with two people. */
  function twinLabel(slot, slots) {
    const copies = slots.filter((other) => Date.parse(other.start) === Date.parse(slot.start)).length > 1;
    if (copies && slot.resource) return [atVisitor(slot.start, TIME), el("small", {}, slot.resource.name)];
    return atVisitor(slot.start, { ...TIME, timeZoneName: "short" });
  }

  function formField(field) {
    const name = field.replace("?", "");
    const optional = field.endsWith("?") || name === "phone";
    const { label, ...props } = FIELDS[name];
    const faultID = `fault-${hex(4)}`;
    const box = el("input", { ...props, name, required: !optional, maxlength: 200 });
    const fault = el("span", { class: "fault", id: faultID, hidden: true });
    const check = () => {
      const wrong = box.validity.valueMissing || (!optional && !box.value.trim()) ? `Please give your ${label.toLowerCase()}.`
        : box.validity.typeMismatch ? "This doesn't look like an email address." : "";
      fault.textContent = wrong;
      fault.hidden = !wrong;
      box.setAttribute("aria-invalid", String(Boolean(wrong)));
      wrong ? box.setAttribute("aria-describedby", faultID) : box.removeAttribute("aria-describedby");
      return !wrong;
    };
    box.addEventListener("input", () => { if (!fault.hidden) check(); });
    return { box, check, label: el("label", { class: "field" }, el("span", {}, optional ? `${label} (optional)` : label), box, fault) };
  }

  function bookingActions(card, chat) {
    const link = webLink(card.manage_url);
    const ask = (label, message) => choice(label, chat.press(() => chat.send(`${message} ${card.reference}`)));
    return el("div", { class: "row" },
      choice("Add to calendar", () => download(`appointment-${card.reference}.ics`, calendarFile(card, chat.options.name)), { class: "choice main" }),
      link && el("a", { class: "choice", href: link, target: "_blank", rel: "noopener" }, "Manage", unseen(" (opens in a new tab)")),
      ask("Move", "Move my appointment"), ask("Cancel", "Cancel my appointment"));
  }

  function bookingFacts(card) {
    const when = whenLines(card.start, card.end, card.timezone);
    const fact = (term, ...value) => [el("dt", {}, term), el("dd", {}, ...value)];
    return el("dl", {},
      fact("What", el("b", {}, card.service.name)),
      fact("When", el("b", {}, when.date), el("br"), when.time, when.there && el("br"), when.there && el("span", { class: "small" }, when.there)),
      card.resource ? fact("With", card.resource.name) : [],
      card.location ? fact("Where", card.location) : [],
      fact("Reference", el("span", { class: "ref" }, card.reference)));
  }

  function webLink(text) {
    try {
      const url = new URL(text);
      return /^https?:$/.test(url.protocol) ? url.href : null;
    } catch { return null; }
  }

  // MARK: The date picker

  /** The next thirty days of the business as one grid of weeks; arrow keys move, Enter chooses, Escape leaves. */
  class Picker {
    constructor(chat) {
      this.chat = chat;
      this.title = el("h3", { id: "picker-title" });
      this.table = el("table", { role: "grid", "aria-labelledby": "picker-title", onkeydown: (event) => this.key(event) });
      this.node = el("div", { class: "picker", role: "dialog", "aria-labelledby": "picker-title", hidden: true,
        onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); this.close(true); } },
        onfocusout: (event) => { if (event.relatedTarget && !this.node.contains(event.relatedTarget)) this.close(false); } },
      el("div", { class: "picker-head" }, this.title, iconButton("close", "Close the calendar", () => this.close(true))), this.table);
    }

    open(opener) {
      this.opener = opener;
      this.node.hidden = false;
      this.draw();
      this.focus(0);
      this.mark();
    }

    close(back) {
      if (this.node.hidden) return;
      this.node.hidden = true;
      if (back) this.opener?.focus();
    }

    /** The business's own day, as its number in UTC. */
    today() {
      const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: this.chat.zone || undefined, year: "numeric", month: "2-digit", day: "2-digit" })
        .format(this.chat.now()).split("-").map(Number);
      return Date.UTC(year, month - 1, day);
    }

    draw() {
      this.first = this.today();
      const last = this.first + (PICKER_DAYS - 1) * DAY;
      this.title.textContent = format({ month: "long", year: "numeric", timeZone: "UTC" }).formatRange(this.first, last);
      const sunday = weekStart() === 7 ? 0 : weekStart();
      const lead = (new Date(this.first).getUTCDay() - sunday + 7) % 7;
      this.days = Array.from({ length: PICKER_DAYS }, (_, i) => this.day(this.first + i * DAY, i === 0));
      const cells = [...Array(lead).fill(null), ...this.days].map((button) => el("td", { role: "gridcell" }, button));
      const rows = [];
      while (cells.length) rows.push(el("tr", { role: "row" }, cells.splice(0, 7)));
      this.table.replaceChildren(el("thead", {}, this.weekdays(this.first - lead * DAY)), el("tbody", {}, rows));
    }

    weekdays(from) {
      const names = Array.from({ length: 7 }, (_, i) => from + i * DAY);
      return el("tr", { role: "row" }, names.map((time) => el("th", { role: "columnheader", scope: "col", abbr: format({ weekday: "long", timeZone: "UTC" }).format(time) },
        format({ weekday: "short", timeZone: "UTC" }).format(time).slice(0, 3))));
    }

    day(time, today) {
      const date = new Date(time), number = date.getUTCDate();
      const month = number === 1 || today ? el("small", {}, format({ month: "short", timeZone: "UTC" }).format(date)) : null;
      const button = el("button", { type: "button", tabindex: -1, "aria-label": format({ ...LONG_DAY, timeZone: "UTC" }).format(date),
        "aria-current": today && "date", onclick: () => this.choose(date) }, month, String(number));
      button.date = date.toISOString().slice(0, 10);
      return button;
    }

    key(event) {
      const at = this.days.indexOf(event.target);
      const column = [...event.target.closest("tr").querySelectorAll("button")].indexOf(event.target);
      const width = event.target.closest("tr").querySelectorAll("button").length;
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowUp: at - 7, ArrowDown: at + 7, Home: at - column, End: at - column + width - 1, PageUp: at % 7, PageDown: at + 7 * Math.floor((PICKER_DAYS - 1 - at) / 7) }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      if (this.days[to]) this.focus(to);
    }

    focus(index) {
      this.days.forEach((button, i) => { button.tabIndex = i === index ? 0 : -1; });
      this.days[index].focus();
    }

    /** Days with and without free times look and read differently; any day may still be asked for. */
    async mark() {
      const answer = await this.listing().catch(() => null);
      if (!answer || this.node.hidden) return null;
      if (this.today() !== this.first) { this.draw(); this.focus(0); return this.mark(); }
      if (!this.chat.service) return null;
      const free = new Set(answer.slots.map((slot) => slot.start.slice(0, 10)));
      for (const button of this.days) {
        button.dataset.free = free.has(button.date) ? "yes" : "no";
        const label = button.getAttribute("aria-label").split(" \u2013 ")[0];
        button.setAttribute("aria-label", free.has(button.date) ? label : `${label} \u2013 no free times`);
      }
      return null;
    }

    /** The free times of the days shown, for a minute; they also tell the business's clock and zone. */
    async listing() {
      const service = this.chat.service || (await this.chat.wire.get("services")).services[0].id;
      const day = (index) => new Date(this.first + index * DAY).toISOString().slice(0, 10);
      const query = String(new URLSearchParams({ service, from: day(0), to: day(PICKER_DAYS - 1) }));
      if (this.kept?.query === query && this.kept.at > Date.now() - 60_000) return this.kept.answer;
      const answer = await this.chat.wire.get(`slots?${query}`);
      this.chat.hear(answer.now);
      this.chat.zone = answer.timezone;
      this.kept = { query, answer, at: Date.now() };
      return answer;
    }

    choose(date) {
      if (this.chat.busy) return;
      this.close(false);
      this.chat.send(format({ ...LONG_DAY, timeZone: "UTC" }).format(date), { type: "day", date: date.toISOString().slice(0, 10) });
      this.chat.focusComposer();
    }
  }

  function weekStart() {
    try {
      const asked = new Intl.Locale(navigator.language);
      return (asked.getWeekInfo?.() ?? asked.weekInfo).firstDay;
    } catch { return 7; }
  }

  // MARK: The widget

  class Widget {
    constructor(script) {
      const data = script.dataset;
      this.options = {
        tenant: data.tenant, name: data.name || "", label: data.label || "Book an appointment",
        greeting: data.greeting || "Hello! What would you like to book, and when? You can write it in your own words.",
        accent: data.accent, theme: data.theme || "auto", left: data.position === "left",
        inline: "inline" in data || Boolean(data.target), target: data.target,
      };
      this.script = script;
      this.wire = new Wire(new URL(`api/v1/${encodeURIComponent(data.tenant)}`, script.src).href);
      const key = `holdfast:${new URL(script.src).host}:${data.tenant}`;
      this.drawer = new Drawer(key, "localStorage");
      this.tab = new Drawer(key, "sessionStorage");
      this.kept = this.drawer.read();
      if (!(this.kept.at > Date.now() - KEPT)) this.kept = {};
      this.queue = [];
      this.heard = 0;
      this.busy = false;
      this.service = null;
      this.zone = null;
      this.phone = matchMedia(PHONE);
      this.build();
      this.dress();
    }

    // MARK: Parts

    build() {
      this.host = document.createElement("holdfast-widget");
      const shadow = this.host.attachShadow({ mode: "open" });
      this.picker = new Picker(this);
      this.root = el("div", { class: ["root", this.options.inline && "inline", this.options.left && "left"].filter(Boolean).join(" "), lang: "en" });
      this.panel = this.makePanel();
      if (!this.options.inline) this.root.append(this.launcher = this.makeLauncher());
      this.root.append(this.panel);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
      this.accentSheet = new CSSStyleSheet();
      shadow.adoptedStyleSheets = [sheet, this.accentSheet];
      shadow.append(this.root);
    }

    makeLauncher() {
      return el("button", { type: "button", class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.toggle() },
        icon("chat"), this.options.label);
    }

    makePanel() {
      const { inline, name, label } = this.options;
      this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": "Conversation", tabindex: 0 });
      this.status = el("div", { class: "unseen", role: "status" });
      this.notice = el("div", { class: "notice", role: "status", hidden: true });
      return el(inline ? "section" : "dialog", { class: "panel", "aria-labelledby": "title",
        onkeydown: (event) => this.key(event), oncancel: (event) => { event.preventDefault(); this.close(); } },
      el("header", {}, el("h2", { id: "title" }, name || label),
        iconButton("restart", "Start a new conversation", () => this.restart()),
        !inline && iconButton("close", "Close", () => this.close())),
      this.log, this.notice, this.picker.node, this.makeComposer(), this.status);
    }

    makeComposer() {
      this.box = el("textarea", { rows: 1, maxlength: MESSAGE_LENGTH, placeholder: "Write a message", "aria-label": "Message", enterkeyhint: "send", autocomplete: "off",
        oninput: () => this.drafted(),
        onkeydown: (event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          this.submit();
        } });
      this.sendButton = iconButton("send", "Send", null, { type: "submit", class: "icon send", "aria-disabled": "true" });
      return el("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.submit(); } },
        iconButton("calendar", "Choose a day", (event) => this.picker.open(event.currentTarget), { "aria-haspopup": "dialog" }), this.box, this.sendButton);
    }

    /** Puts on the theme: the one asked for, or the system's for as long as it is "auto". */
    dress() {
      const system = matchMedia("(prefers-color-scheme: dark)");
      const put = () => {
        const dark = this.options.theme === "dark" || (this.options.theme !== "light" && system.matches);
        this.root.dataset.theme = dark ? "dark" : "light";
        this.accentSheet.replaceSync(accentRules(this.options.accent, dark));
      };
      system.addEventListener("change", put);
      put();
    }

    /** Enters the page. */
    mount() {
      const target = this.options.target && document.querySelector(this.options.target);
      if (target) target.append(this.host);
      else if (this.options.inline && document.body.contains(this.script)) this.script.after(this.host);
      else document.body.append(this.host);
      this.box.value = this.kept.draft || "";
      this.drafted();
      addEventListener("online", () => this.connected());
      addEventListener("offline", () => this.connected());
      document.addEventListener("visibilitychange", () => this.look());
      this.phone.addEventListener("change", () => { if (this.panel.open) this.show(); });
      visualViewport?.addEventListener("resize", () => this.host.style.setProperty("--seen-height", `${visualViewport.height * visualViewport.scale}px`));
      if (this.options.inline) this.restore();
      else if (this.tab.read().open) this.open(false);
    }

    // MARK: Opening and closing

    toggle() { this.panel.open ? this.close() : this.open(); }

    open(focus = true) {
      if (this.options.inline) return this.focusComposer(true);
      if (!this.panel.open) this.show();
      this.launcher.setAttribute("aria-expanded", "true");
      this.launcher.lastChild.textContent = this.options.label;
      this.tab.write({ open: true });
      this.restore();
      focus ? this.focusComposer() : this.host.shadowRoot.activeElement?.blur();
    }

    /** Over the whole screen of a phone the panel is modal; elsewhere the page stays in reach. */
    show() {
      const within = this.host.shadowRoot.activeElement;
      this.panel.close();
      this.panel[this.phone.matches ? "showModal" : "show"]();
      (within || this.log).focus({ preventScroll: true });
      this.toEnd();
    }

    close() {
      if (this.options.inline || !this.panel.open) return;
      this.picker.close(false);
      this.panel.close();
      this.launcher.setAttribute("aria-expanded", "false");
      this.tab.write({ open: false });
      this.launcher.focus();
    }

    key(event) {
      if (event.key === "Escape" && !this.options.inline) { event.preventDefault(); this.close(); }
    }

    /** To the composer, unless that would push a keyboard over half of a touch screen unasked. */
    focusComposer(always) {
      if (always || matchMedia("(hover: hover)").matches) this.box.focus({ preventScroll: true });
      else this.log.focus({ preventScroll: true });
    }

    // MARK: Remembering

    /** Writes only what changed: another tab may have gone on with the same conversation. */
    keep(changes) {
      Object.assign(this.kept, changes, { at: Date.now() });
      this.drawer.write({ ...this.drawer.read(), ...changes, at: Date.now() });
    }

    keepQueue() {
      this.keep({ pending: this.queue.map(({ id, message, action }) => ({ id, message, action })) });
    }

    drafted() {
      this.box.style.height = "auto";
      this.box.style.height = `${Math.max(42, this.box.scrollHeight + 2)}px`;
      this.sendButton.setAttribute("aria-disabled", String(!this.box.value.trim()));
      if ((this.kept.draft || "") !== this.box.value) this.keep({ draft: this.box.value });
    }

    /** Learns the business's clock, which need not be the visitor's. */
    hear(now) {
      const skew = Date.parse(now) - Date.now();
      if (Number.isFinite(skew)) this.keep({ skew });
    }

    now() { return Date.now() + (this.kept.skew || 0); }

    /** Shows the conversation as the server has it, then takes up what was on its way. */
    async restore() {
      if (this.restored) return;
      this.restored = true;
      this.greet();
      if (!this.kept.conversation) return this.resume([]);
      this.typing(this.log);
      const told = await this.wire.get(`chat/${this.kept.conversation}`).catch((error) => error);
      this.still();
      if (told.status === 404) this.keep({ conversation: undefined, pending: [] });
      if (told instanceof Error && told.status !== 404) this.unrestored();
      else this.resume(told.turns || [], told.interjections, told.person);
    }

    resume(turns, beside = [], person = "none") {
      const pending = this.kept.pending || [];
      const answered = turns.filter((turn) => turn.reply || turn.cards?.length || !pending.some((each) => each.id === turn.message_id));
      this.quiet = true;
      let place = null;
      for (const line of beside) {
        if (answered.some((turn) => turn.message_id === line.after)) place = line.after;
        line.place = place;
      }
      const interject = (at) => beside.filter((line) => line.place === at).forEach((line) => this.interject(line));
      interject(null);
      for (const turn of answered) {
        this.replay(turn);
        interject(turn.message_id);
      }
      this.quiet = false;
      if (person !== "none") this.watch();
      const missing = pending.filter((each) => !answered.some((turn) => turn.message_id === each.id));
      this.queue.push(...missing.map((each) => this.enter(each)));
      this.keepQueue();
      this.toEnd();
      this.drain();
    }

    replay({ message_id, message, reply, cards }) {
      const turn = this.enter({ id: message_id, message });
      if (reply) this.say(turn, reply);
      for (const card of cards || []) this.card(turn, card);
    }

    /** The conversation couldn't be read just now: say so, and offer to try again. */
    unrestored() {
      const node = el("div", { class: "turn" }, el("div", { class: "say bad" }, "Your conversation couldn't be loaded."),
        choice("Try again", () => { node.remove(); this.log.replaceChildren(); this.restored = false; this.restore(); }));
      this.log.append(node);
    }

    restart() {
      for (const turn of this.queue) turn.dropped = true;
      this.wire.stop();
      this.queue = [];
      this.keep({ conversation: undefined, pending: [], draft: "" });
      this.waits = false;
      this.heard = 0;
      this.box.value = "";
      this.drafted();
      this.log.replaceChildren();
      this.service = null;
      this.greet();
      this.announce("New conversation");
      this.focusComposer();
    }

    // MARK: Talking

    greet() {
      const start = (label, message) => choice(label, this.press(() => this.send(message || label)));
      this.log.append(el("div", { class: "turn" }, el("div", { class: "say" }, this.options.greeting),
        el("div", { class: "row" }, start("Our services", "Which services do you offer?"), start("Opening hours", "When are you open?"), start("My booking", "Find my booking"))));
    }

    submit() {
      const message = this.box.value.trim();
      if (!message || this.queue.length > 2) return;
      this.box.value = "";
      this.drafted();
      this.send(message);
    }

    /** A button of a card: presses count only while the card is a choice and nothing else is on its way. */
    press(act) {
      return (event) => {
        const button = event.currentTarget;
        if (this.busy || button.getAttribute("aria-disabled") === "true") return;
        act(button);
      };
    }

    send(message, action) {
      this.queue.push(this.enter({ id: hex(16), message, action }));
      this.keepQueue();
      this.toEnd();
      this.drain();
    }

    async drain() {
      if (this.busy || !this.queue.length) return;
      this.busy = true;
      this.root.classList.add("busy");
      const [turn] = this.queue;
      turn.fault?.remove();
      this.typing(turn.node);
      this.announce("Writing a reply");
      const end = await this.wire.deliver(turn, () => this.kept.conversation, this.listener(turn));
      this.still();
      this.tell("");
      this.announce("");
      this.busy = false;
      if (turn.dropped) return this.drain();
      end.done ? this.finish(turn) : this.fail(turn, end);
    }

    listener(turn) {
      return {
        waiting: () => { if (!turn.dropped) this.tell(navigator.onLine ? "Reconnecting\u2026" : OFFLINE); },
        whole: (answer) => this.whole(turn, answer),
        event: ({ event, data }) => (turn.dropped ? null : this.event(turn, event, data)),
      };
    }

    event(turn, kind, data) {
      this.tell("");
      if (data.conversation) this.keep({ conversation: data.conversation });
      if (kind === "text") this.say(turn, data.text);
      if (kind === "card") this.card(turn, data);
      if (kind !== "done") return null;
      if (!turn.answered && data.reply) this.say(turn, data.reply);
      return { done: true };
    }

    /** An answer that came in one piece. */
    whole(turn, answer) {
      this.keep({ conversation: answer.conversation });
      if (answer.reply) this.say(turn, answer.reply);
      for (const card of answer.cards || []) this.card(turn, card);
      return { done: true };
    }

    finish() {
      this.queue.shift();
      this.keepQueue();
      this.drain();
    }

    /** The turn can't be brought to an end now. A lost conversation starts anew; anything else is the visitor's choice. */
    fail(turn, { status, final, problem }) {
      if (status === 404 && this.kept.conversation) {
        this.keep({ conversation: undefined });
        return this.drain();
      }
      const words = problem.detail || (navigator.onLine ? "This didn't reach us." : OFFLINE);
      turn.fault = el("div", { class: "turn", role: "alert" }, el("div", { class: "say bad" }, words),
        !final && choice("Try again", () => { this.focusComposer(); this.drain(); }));
      turn.node.append(turn.fault);
      this.toEnd();
      if (final) this.finish(turn);
    }

    // MARK: Showing

    enter({ id, message, action }) {
      const node = el("div", { class: "turn" }, el("div", { class: "say me" }, unseen("You: "), message));
      this.log.append(node);
      return { id, message, action, node, seen: 0, answered: false };
    }

    say(turn, text) {
      const last = [...turn.node.children].filter((node) => !node.classList.contains("typing")).pop();
      const bubble = last?.classList.contains("them") ? last : this.place(turn, el("div", { class: "say them" }, unseen("Reply: ")));
      if (bubble.lastChild.className !== "unseen") bubble.append(" ");
      bubble.append(el("span", {}, text));
      turn.answered = true;
      this.toEnd();
    }

    /** Cards of a type that this version doesn't know, or can't read, are left out; the words stand without them. */
    card(turn, card) {
      if (card.type === "person" && !this.quiet) this.watch();
      if (!Object.hasOwn(CARDS, card.type)) return;
      let node;
      try { node = CARDS[card.type](card, this); } catch (error) { return console.error("holdfast:", error); }
      this.retire(turn, card);
      node.holdfast = { turn, card };
      node.dataset.card = card.type;
      this.place(turn, node);
      turn.answered = true;
      this.toEnd();
    }

    /** Looks for what people say in the conversation, from now on until it is handed back. */
    watch() {
      this.waits = true;
      this.gap = LOOK;
      this.look();
    }

    /** One look, and the next one later; none while nobody sees the page. */
    async look() {
      clearTimeout(this.later);
      const { conversation } = this.kept, mine = this.looking = {};
      if (!this.waits || document.hidden || !conversation) return;
      const news = await this.wire.get(`chat/${conversation}?since=${this.heard}`).catch(() => ({ interjections: [] }));
      if (mine !== this.looking || conversation !== this.kept.conversation) return;
      for (const line of news.interjections) this.interject(line);
      if (news.person === "none") { this.waits = false; return; }
      this.gap = news.interjections.length ? LOOK : Math.min(this.gap * 1.2, SLOWEST_LOOK);
      this.later = setTimeout(() => this.look(), this.gap);
    }

    /** What was said beside the turns: by a person, or by the receptionist that is back. Each once. */
    interject({ id, from, text }) {
      if (Number(id) <= this.heard) return;
      this.heard = Number(id);
      const person = from === "person";
      this.log.append(el("div", { class: "turn" }, el("div", { class: person ? "say person" : "say" },
        person ? el("b", { class: "from" }, `A person of ${this.options.name || "the business"}`) : unseen("Reply: "), el("span", {}, text))));
      if (this.launcher && !this.panel.open) this.launcher.lastChild.textContent = "New answer";
      this.toEnd();
    }

    /** What this card replaces stops being a choice, but stays to be read. */
    retire(turn, { type, reference }) {
      for (const node of this.log.querySelectorAll("[data-card]:not([data-past])")) {
        const { card, turn: from } = node.holdfast;
        const other = card.type === "booking" && card.reference !== reference;
        if (from === turn || other || !RETIRES[type].includes(card.type)) continue;
        node.dataset.past = "";
        if (card.type === "booking") node.prepend(el("span", { class: "tag" }, type === "cancelled" ? "Cancelled since" : "Changed since"));
        if (card.type === "hold") this.endHold(node, type === "booking" ? "Now your booking" : "No longer held");
        for (const set of node.querySelectorAll("fieldset")) set.disabled = true;
        for (const button of node.querySelectorAll("button")) {
          button.setAttribute("aria-disabled", "true");
          button.tabIndex = -1;
        }
      }
    }

    endHold(node, words) {
      node.querySelector(".left-time").textContent = words;
      node.querySelector(".bar").hidden = true;
    }

    place(turn, node) {
      const dots = [...turn.node.children].find((each) => each.classList.contains("typing"));
      dots ? dots.before(node) : turn.node.append(node);
      return node;
    }

    typing(parent) {
      this.still();
      this.dots = el("div", { class: "typing", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
      parent.append(this.dots);
      this.toEnd();
    }

    still() {
      this.dots?.remove();
      this.root.classList.remove("busy");
    }

    /** The time that is left on a hold, from the server's clock; said aloud at one minute and at the end. */
    countDown(node, card, clock, bar) {
      const end = Date.parse(card.expires_at);
      const whole = Math.max(1, end - Date.parse(card.now));
      let warned = false, shown = false;
      const tick = () => {
        const left = Math.ceil(Math.min(whole, Math.max(0, end - this.now())) / 1000);
        if ("past" in node.dataset || (shown && !node.isConnected)) return clearInterval(timer);
        shown = true;
        clock.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left` : "The hold has run out. This time may still be free.";
        bar.style.transform = `scaleX(${Math.min(1, (left * 1000) / whole)})`;
        if (left && left <= 60 && !warned) { warned = true; this.announce("One minute left on the time that is held for you"); }
        if (left) return null;
        if (warned) this.announce("The hold has run out");
        bar.parentNode.hidden = true;
        return clearInterval(timer);
      };
      const timer = setInterval(tick, 1000);
      tick();
    }

    /** A line over the composer, for as long as it holds. */
    tell(text) {
      this.notice.textContent = text;
      this.notice.hidden = !text;
    }

    connected() { this.tell(navigator.onLine ? "" : OFFLINE); }

    announce(text) { if (!this.quiet) this.status.textContent = text; }

    /** Shows the end of the log, but never past the beginning of the newest turn: a long reply is read from its top. */
    toEnd() {
      const { log } = this;
      log.scrollTop = Math.min(log.scrollHeight - log.clientHeight, (log.lastElementChild?.offsetTop ?? 0) - 12);
    }
  }

  const OFFLINE = "You are offline. Your message goes out as soon as you are back.";

  // MARK: Start

  const api = (window.holdfast ||= { widgets: [] });
  api.open ||= () => api.widgets[0]?.open();
  api.close ||= () => api.widgets[0]?.close();

  function start() {
    const spot = own.dataset.target || ("inline" in own.dataset ? own : "floating");
    const taken = api.widgets.some((each) => each.spot === spot && each.options.tenant === own.dataset.tenant);
    if (taken || (spot === "floating" && api.widgets.some((each) => each.spot === spot))) return;
    const widget = new Widget(own);
    widget.spot = spot;
    api.widgets.push(widget);
    widget.mount();
  }

  if (!own?.dataset.tenant) return console.error("holdfast: the script tag needs data-tenant");
  own.holdfast = true;
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", start) : start();
})();
