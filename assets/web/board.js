// The live board of a class, for the projector: the same stream that `glosa watch` shows.

/**
 * Everything that the page says, a table a language; counts are numbers, so that each language forms its own plurals. The page
 * itself names its strings in data-say, and labels for screen readers in data-say-label.
 */
const strings = {
  en: {
    brand: "Glosa",
    title: "Glosa board",
    /** How dates and weekdays are written. */
    dates: "en-GB",

    teachersToken: "Teacher’s token",
    tokenFile: "The first line of the file that the server named when it first started, usually",
    tokenStays: "on its computer. It stays in this tab, and is never part of the address.",
    signIn: "Sign in",
    whichClass: "Which class?",
    noClasses: "You have no classes yet. Make one in a terminal: glosa class create NAME",

    unreachable: "The server can’t be reached; is it running?",
    tokenUnknown: "The server does not know this token. Copy it again from the teacher’s token file.",
    tokenOfPupil: "This is a pupil’s token; the board is for teachers.",
    classGone: "There is no such class any more.",
    tooManyTries: "Too many tries; wait a minute.",
    answered: (status) => `The server answered ${status}.`,
    connectionLost: "The connection to the server was lost.",

    connecting: "connecting…",
    live: "● live",
    lost: (seconds) => `○ connection lost, next try in ${seconds} s`,
    refused: (sentence) => `✕ ${sentence}`,

    find: "Find",
    show: "Show",
    showAll: "everybody",
    showWaiting: "who is waited for",
    showOffline: "offline",
    showHere: "who is here",
    sortBy: "Sort by",
    sortByName: "name",
    sortByToday: "points today",
    sortByPending: "pending",
    sortBySeen: "last seen",
    light: "Light",
    themeOfComputer: "as the computer",
    themeLight: "light",
    themeDark: "dark",
    invite: "Invite",
    otherClass: "Other class",
    signOut: "Sign out",
    pupils: "Pupils",
    latestPoints: "Latest points",
    won: (points, name) => `+${points} ${name}`,

    howPupilsJoin: "How pupils join",
    sameLineAsCode: "The same line as a QR code",
    join: (name) => `Join ${name}`,
    takesNobody: (name) => `${name} takes nobody new at the moment.`,
    nobodyJoined: "Nobody has joined yet.",
    joined: (count) => count === 1 ? "1 pupil has joined." : `${count} pupils have joined.`,
    asking: "Asking the server…",
    letIn: (code) => `Let pupils in again with: glosa class open ${code}`,
    noNetwork: "The server’s computer has no network just now, so pupils cannot reach it. The line appears here as soon as it has one.",
    loopback: "Only this computer reaches the server. Others do once it is started with: glosa serve --tls --listen 0.0.0.0:8420",
    howToType: "One line, typed in a terminal; capitals and dashes don’t matter, O is 0, and I and L are 1. The picture holds the same line.",
    onThisComputer: (line) => `On this computer: ${line}`,
    elsewhere: (addresses) => `Where that address is not reached: ${addresses.join(", ")}`,
    closed: "closed to new pupils",
    nobodyCanJoin: "no network just now, nobody can join",
    joinWith: "join with ",

    nobodyShown: "Nobody is shown: change what is found or shown.",
    nobodyHere: "Nobody is here yet",
    /** Some names, and how many more there are. */
    names: (names, rest) => rest > 0 ? `${names.join(", ")} and ${rest} ${rest === 1 ? "other" : "others"}`
      : names.join(", ").replace(/, ([^,]*)$/, " and $1"),
    wereSynced: (settled, present, time) =>
      `${settled} of ${present} were synced when the connection was lost${time ? ` at ${time}` : ""}; how it is now is not known`,
    synced: (settled, present) => `${settled} of ${present} synced`,
    syncedWaiting: (settled, present, whom) => `${settled} of ${present} synced, waiting for ${whom}`,
    syncedAll: (settled, present) => `${settled} of ${present} synced, nobody is waited for`,
    unheard: (count, time) => `; ${count} not heard of since ${time}`,
    sumToday: (points) => `today ${points} XP`,
    sumPending: (points) => `${points} XP pending`,
    sumAbsent: (count) => `${count} not here yet`,

    states: {
      synced: "● synced", syncing: "◐ syncing", pending: "◐ pending", offline: "○ offline",
      attention: "▲ needs help", left: "✓ left", never: "never seen",
    },
    games: { typing: "Typing", choice: "Choice" },
    points: (points) => `${points} XP`,
    inAll: (points) => `${points} in all`,
    at: (time) => `at ${time}`,
    since: (time) => `since ${time}`,
    waiting: (points) => `${points} XP waiting`,
    pending: (points) => `${points} XP pending`,
    unusual: (points) => `! unusual: ${points} XP came faster than anybody plays`,
    syncedThen: "synced when last heard of",
    everythingSent: "everything sent",
    signInAgain: "has to sign in again",
  },
};
const say = strings.en;

const $ = (id) => document.getElementById(id);
const tokenKey = "glosa-token";
const themeKey = "glosa-theme";
/** The server says something every 10 s; after this many milliseconds of silence the stream is dead. */
const patience = 35_000;
const longestTicker = 12;

let classes = [];
let schoolClass = null;
let rows = new Map();
let cards = new Map();
let ticks = [];
/** What the server says of how pupils join; null before it was asked. */
let invitation = null;
/** Whether how pupils join stands in the place of the cards, as the teacher wants it; null where they have not said. */
let wantsInvitation = null;
/** How far the server's clock is ahead of this computer's, in milliseconds. */
let skew = 0;
let stream = null;
/** When the stream was lost, by the server's clock; null while it is not. */
let lostAt = null;
let scheduled = false;

// MARK: Signing in

function show(part) {
  for (const id of ["sign-in", "classes", "board"]) $(id).hidden = id !== part;
}

const token = () => sessionStorage.getItem(tokenKey) ?? "";

/** Asks the server; throws a sentence that says what happened and what to do. */
async function ask(path, signal) {
  let response;
  try {
    response = await fetch(path, {
      headers: { Authorization: `Bearer ${token()}` }, cache: "no-store", credentials: "omit", signal,
    });
  } catch (error) {
    throw new Failure(say.unreachable, 0);
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const sentences = {
    401: say.tokenUnknown, 403: say.tokenOfPupil, 404: say.classGone, 429: say.tooManyTries,
  };
  throw new Failure(
    sentences[response.status] ?? problem.detail ?? say.answered(response.status), response.status);
}

class Failure extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

function signOut(sentence = "") {
  stream?.stop();
  stream = null;
  sessionStorage.removeItem(tokenKey);
  document.title = say.title;
  $("sign-in-problem").textContent = sentence;
  show("sign-in");
  $("token").value = "";
  $("token").focus();
}

/** Not now: the token may be good, and stays. */
function refuse(sentence) {
  $("sign-in-problem").textContent = sentence;
  show("sign-in");
  $("token").value = token();
}

async function signIn() {
  try {
    classes = (await (await ask("/api/classes")).json()).classes;
  } catch (failure) {
    return [401, 403].includes(failure.status) ? signOut(failure.message) : refuse(failure.message);
  }
  $("sign-in-problem").textContent = "";
  const wanted = classes.find((one) => `#${one.id}` === location.hash);
  if (wanted ?? classes.length === 1) open(wanted ?? classes[0]); else choose();
}

function choose() {
  stream?.stop();
  stream = null;
  document.title = say.title;
  $("class-list").replaceChildren(...classes.map((one) => {
    const button = element("button", one.name);
    button.type = "button";
    button.append(" ", element("small", one.code));
    button.addEventListener("click", () => open(one));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
  $("class-problem").textContent = classes.length
    ? "" : say.noClasses;
  show("classes");
  $("class-list").querySelector("button")?.focus();
}

function open(one) {
  schoolClass = one;
  rows = new Map();
  cards = new Map();
  ticks = [];
  invitation = null;
  wantsInvitation = null;
  $("pupils").replaceChildren();
  history.replaceState(null, "", `#${one.id}`);
  $("other-class").hidden = classes.length < 2;
  tellConnection("", say.connecting);
  show("board");
  stream?.stop();
  stream = new Stream(`/api/classes/${one.id}/board/stream`);
  draw();
}

// MARK: The stream

/** Follows a board's stream and connects again by itself, after 1, 2, 4 and at most 15 s. */
class Stream {
  constructor(path) {
    this.path = path;
    this.failures = 0;
    this.connect();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.timer = null;
    clearTimeout(this.watchdog);
    this.abort?.abort();
  }

  async connect() {
    this.timer = null;
    this.abort = new AbortController();
    try {
      const response = await ask(this.path, this.abort.signal);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        this.beAlert();
        const { value, done } = await reader.read();
        if (done) break;
        text += value;
        const events = text.split("\n\n");
        text = events.pop();
        for (const event of events) this.took(event);
      }
      throw new Failure(say.connectionLost, 0);
    } catch (failure) {
      if (!this.stopped) this.lost(failure);
    }
  }

  /** Gives the stream up where nothing comes for too long. */
  beAlert() {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.abort.abort(), patience);
  }

  took(event) {
    let name = "message";
    let data = "";
    for (const line of event.split("\n")) {
      if (line.startsWith("event: ")) name = line.slice(7);
      if (line.startsWith("data: ")) data += line.slice(6);
    }
    if (name === "snapshot") {
      this.failures = 0;
      tookBoard(JSON.parse(data));
    } else if (name === "student") {
      tookRow(JSON.parse(data), true);
      drawSoon();
    }
  }

  lost(failure) {
    clearTimeout(this.watchdog);
    if (failure.status === 401 || failure.status === 403) return signOut(failure.message);
    if (failure.status === 404) return tellConnection("lost", say.refused(failure.message));
    const seconds = Math.min(15, 2 ** this.failures);
    this.failures += 1;
    tellConnection("lost", say.lost(seconds));
    this.timer = setTimeout(() => this.connect(), seconds * 1000 + Math.random() * 500);
  }
}

function tookBoard(board) {
  skew = Date.parse(board.now) - Date.now();
  schoolClass = board.class;
  const before = rows;
  rows = new Map();
  for (const row of board.students) {
    const known = before.get(row.student_id);
    if (known) rows.set(row.student_id, known);
    tookRow(row, known !== undefined);
  }
  tellConnection("live", say.live);
  draw();
  // The server may have other addresses now, and the class another code.
  loadInvitation();
}

/** Asks how pupils join. What was known stays true where nobody has asked: the server may be away for a moment. */
async function loadInvitation(isAsked = false) {
  const id = schoolClass.id;
  let answer;
  try {
    answer = await (await ask(`/api/classes/${id}/invitation`)).json();
  } catch (failure) {
    answer = { problem: failure.message };
  }
  if (schoolClass.id !== id || (answer.problem && invitation?.lines && !isAsked)) return;
  invitation = answer;
  drawSoon();
}

function tookRow(row, counts) {
  const known = rows.get(row.student_id);
  const gained = counts ? row.total_xp - (known?.total_xp ?? 0) : 0;
  rows.set(row.student_id, row);
  if (gained <= 0) return;
  ticks = [say.won(gained, row.display_name), ...ticks].slice(0, longestTicker);
  const card = cards.get(row.student_id);
  card?.classList.remove("gained");
  requestAnimationFrame(() => card?.classList.add("gained"));
}

// MARK: What is shown

/** The server calls a pupil offline after so many milliseconds of silence. */
const silence = 8000;

/** Everything of a pupil's is known to be in the ledger. */
const isSettled = (row) => row.state === "synced" || row.state === "left";
/** Everything was, when the pupil was last heard of; what they may have won since, nobody can know. */
const isUnheard = (row) => row.state === "offline" && row.pending_count === 0;
const isWaitedFor = (row) => row.state !== "never" && !isSettled(row) && !isUnheard(row);
const isAway = (row) => ["offline", "left", "never"].includes(row.state);

/** Since when what a row says stands; null where it was heard just now, or never. */
function standsSince(row) {
  if (!row.last_seen_at) return null;
  const isOld = row.state === "attention" && Date.parse(row.last_seen_at) + silence <= Date.now() + skew;
  return isOld || row.state === "offline" || row.state === "left" ? clock(row.last_seen_at) : null;
}

const filters = {
  all: () => true,
  waiting: isWaitedFor,
  offline: (row) => row.state === "offline",
  here: (row) => !isAway(row),
};
/** As in a Swedish register, whatever the browser's language: å, ä and ö come after z. */
const byName = (a, b) => a.display_name.localeCompare(b.display_name, "sv");
const lastSeen = (row) => (row.last_seen_at === null ? 0 : Date.parse(row.last_seen_at));
const orders = {
  name: byName,
  today: (a, b) => b.today_xp - a.today_xp || byName(a, b),
  pending: (a, b) => b.pending_xp - a.pending_xp || b.pending_count - a.pending_count || byName(a, b),
  // Those longest silent first, and before them those never seen.
  seen: (a, b) => lastSeen(a) - lastSeen(b) || byName(a, b),
};

/** Draws at most once a frame, however much came in. */
function drawSoon() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    draw();
  });
}

function draw() {
  if ($("board").hidden) return;
  const all = [...rows.values()].sort(byName);
  drawHead(all);
  const wanted = $("find").value.trim().toLowerCase();
  const shown = all.filter(filters[$("filter").value])
    .filter((row) => row.display_name.toLowerCase().includes(wanted))
    .sort(orders[$("sort").value]);
  drawInvitation();
  const list = $("pupils");
  list.className = (all.length > 36 ? "many" : all.length > 12 ? "class" : "few") + (isStale() ? " stale" : "");
  // Cards are moved only where the order changed, so that a screen reader keeps its place.
  shown.forEach((row, index) => {
    const card = cards.get(row.student_id) ?? newCard(row.student_id);
    fill(card, row);
    if (list.children[index] !== card) list.insertBefore(card, list.children[index] ?? null);
  });
  while (list.children.length > shown.length) list.lastElementChild.remove();
  $("empty").textContent = shown.length ? ""
    : !rows.size ? say.nobodyJoined : say.nobodyShown;
  $("ticker").replaceChildren(...ticks.map((tick) => element("span", tick)));
}

/** Shown where the teacher wants it, and while nobody has joined. */
const isInviting = () =>
  wantsInvitation ?? (invitation !== null && !rows.size && $("connection").className === "live");

function drawInvitation() {
  const inviting = isInviting();
  $("invitation").hidden = !inviting;
  for (const id of ["summary", "sums", "pupils", "empty"]) $(id).hidden = inviting;
  $("invite").setAttribute("aria-pressed", String(inviting));
  if (!inviting) return;
  set($("invitation-title"),
    invitation?.joinable === false ? say.takesNobody(schoolClass.name) : say.join(schoolClass.name));
  const count = rows.size;
  set($("invitation-count"), count ? say.joined(count) : say.nobodyJoined);
  const text = JSON.stringify(invitation);
  if ($("invitation").dataset.text === text) return;
  $("invitation").dataset.text = text;
  const { problem, lines = [], joinable = false, loopback = false, no_network: isCutOff = false, qr = [] } =
    invitation ?? {};
  // A line that leads pupils nowhere is not held out to them.
  const reaches = joinable && !loopback && !isCutOff;
  const [first, ...others] = reaches ? lines : [];
  $("invitation-line").replaceChildren(
    ...(first ? pieces(first) : []).flatMap((piece) => [element("span", piece), " "]));
  set($("invitation-note"), invitation === null ? say.asking
    : problem ? problem
    : !joinable ? say.letIn(schoolClass.code)
    : isCutOff ? say.noNetwork
    : loopback ? say.loopback
    : say.howToType);
  set($("invitation-others"), joinable && loopback ? say.onThisComputer(lines[0])
    : others.length ? say.elsewhere(others.map((line) => pieces(line)[1])) : "");
  drawCode(reaches ? qr : []);
}

/** What a pupil types, in the pieces that it may be broken between: the command, the address, the code. */
function pieces(line) {
  const [, command, ...rest] = /^(glosa join) (\S+) (\S+)(?: (.+))?$/.exec(line) ?? [];
  return command ? [command, ...rest.filter(Boolean)] : [line];
}

/** A QR code, a module a unit: dark on light whatever the page is, with the light around it that cameras need. */
function drawCode(code) {
  const svg = $("invitation-code");
  svg.toggleAttribute("hidden", !code.length);
  const quiet = 4;
  const size = code.length + 2 * quiet;
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  const modules = code.flatMap((row, y) =>
    [...row].map((module, x) => (module === "1" ? `M${x + quiet} ${y + quiet}h1v1h-1z` : "")));
  const part = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  svg.replaceChildren(
    part("rect", { width: size, height: size, fill: "#fff" }),
    part("path", { d: modules.join(""), fill: "#000", "shape-rendering": "crispEdges" }));
}

function showInvitation(wants) {
  wantsInvitation = wants;
  if (wants) loadInvitation(true);
  draw();
}

/** What is shown may be otherwise by now. */
const isStale = () => $("connection").className === "lost";

function drawHead(all) {
  set($("class-name"), schoolClass.name);
  // A server of before lets everybody in who has the code.
  const line = schoolClass.joinable === false ? say.closed
    : invitation?.no_network ? say.nobodyCanJoin
    : invitation?.lines?.[0] ?? schoolClass.code;
  if ($("join").dataset.line !== line) {
    $("join").dataset.line = line;
    const [command, address, ...code] = pieces(line);
    $("join").replaceChildren(...(address ? [`${command} ${address} `, element("b", code.join(" "))]
      : line === schoolClass.code ? [say.joinWith, element("b", line)] : [line]));
  }
  const waiting = all.filter(isWaitedFor);
  const present = all.filter((row) => row.state !== "never");
  const unheard = present.filter(isUnheard);
  const settled = present.length - waiting.length - unheard.length;
  const names = waiting.slice(0, 3).map((row) => row.display_name);
  const summary = isStale() && present.length
    ? say.wereSynced(settled, present.length, lostAt && clock(lostAt))
    : !present.length ? (all.length ? say.nobodyHere : "")
    : waiting.length ? say.syncedWaiting(settled, present.length, say.names(names, waiting.length - names.length))
    : unheard.length ? say.synced(settled, present.length)
    : say.syncedAll(settled, present.length);
  set($("known"), summary);
  const last = unheard.map((row) => row.last_seen_at).sort().at(-1);
  set($("unknown"), unheard.length && !isStale() ? say.unheard(unheard.length, clock(last)) : "");
  $("summary").classList.toggle("done", settled > 0 && settled === present.length && !isStale());
  const sum = (key) => all.reduce((total, row) => total + row[key], 0);
  const absent = all.length - present.length;
  set($("sums"), [
    say.sumToday(sum("today_xp")),
    sum("pending_count") ? say.sumPending(sum("pending_xp")) : "",
    absent ? say.sumAbsent(absent) : "",
  ].filter(Boolean).join(" · "));
  document.title = present.length ? `${settled}/${present.length} · ${schoolClass.name}` : schoolClass.name;
}

function newCard(id) {
  const card = document.createElement("li");
  for (const part of ["name", "today", "state", "total", "more", "unusual"]) {
    const span = element("span", "");
    span.className = part;
    // The parts of a card read as one sentence.
    card.append(span, " ");
  }
  cards.set(id, card);
  return card;
}

function fill(card, row) {
  const look = row.state + (isUnheard(row) ? " unheard" : "") + (card.classList.contains("gained") ? " gained" : "");
  if (card.className !== look) card.className = look;
  const [name, today, state, total, more, unusual] = card.children;
  // A server of before does not say.
  set(unusual, row.unusual_xp ? say.unusual(row.unusual_xp) : "");
  set(name, row.display_name);
  set(today, say.points(row.today_xp));
  set(state, say.states[row.state] ?? row.state);
  // Who is gone since when matters more then than what all the points are.
  const since = standsSince(row);
  set(total, !since ? say.inAll(row.total_xp) : row.state === "left" ? say.at(since) : say.since(since));
  const pending = !row.pending_count ? ""
    : row.state === "offline" ? say.waiting(row.pending_xp) : say.pending(row.pending_xp);
  const rest = isUnheard(row) ? say.syncedThen : row.state === "left" ? say.everythingSent
    : isAway(row) ? "" : row.state === "attention" && since ? say.signInAgain
    : say.games[row.game] ?? row.game ?? "";
  const text = `${pending}|${rest}`;
  if (more.dataset.text === text) return;
  more.dataset.text = text;
  more.replaceChildren(...(pending ? [element("b", pending), rest ? ` · ${rest}` : ""] : [rest]));
}

/** A moment of the server's clock: the time today, the day besides within a week, and only the date before. */
function clock(time) {
  const moment = new Date(Date.parse(time) - skew);
  const day = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((day(new Date()) - day(moment)) / 86_400_000);
  if (days > 6) return moment.toLocaleDateString(say.dates, { day: "numeric", month: "short" });
  const hours = moment.toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit" });
  return days < 1 ? hours : `${moment.toLocaleDateString(say.dates, { weekday: "short" })} ${hours}`;
}

function tellConnection(kind, text) {
  lostAt = kind !== "lost" ? null : lostAt ?? new Date(Date.now() + skew).toISOString();
  $("connection").className = kind;
  set($("connection"), text);
  // What was known before a loss is told as that.
  if (schoolClass) drawSoon();
}

/** Touches the page only where something changed: what is read out is what is new. */
function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function element(name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
}

// MARK: Keys and choices

function applyTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
}

$("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  // The token file has a second line, and it may have been copied whole; a token has hexadecimal digits alone.
  sessionStorage.setItem(tokenKey, $("token").value.trim().split(/\s|pin/)[0]);
  signIn();
});
$("sign-out").addEventListener("click", () => signOut());
$("other-class").addEventListener("click", () => {
  history.replaceState(null, "", location.pathname);
  choose();
});
$("invite").addEventListener("click", () => showInvitation(!isInviting()));
for (const id of ["find", "filter", "sort"]) $(id).addEventListener("input", draw);
$("theme").addEventListener("input", () => {
  localStorage.setItem(themeKey, $("theme").value);
  applyTheme($("theme").value);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !$("board").hidden && !event.target.matches("input, select")) {
    event.preventDefault();
    $("find").focus();
  } else if (event.key === "i" && !event.ctrlKey && !event.metaKey && !event.altKey && !$("board").hidden
    && !event.target.matches("input, select")) {
    showInvitation(!isInviting());
  } else if (event.key === "Escape" && isInviting() && event.target !== $("find")) {
    showInvitation(false);
  } else if (event.key === "Escape" && event.target === $("find")) {
    $("find").value = "";
    draw();
  }
});
window.addEventListener("online", () => {
  if (stream?.timer) {
    clearTimeout(stream.timer);
    stream.connect();
  }
});
setInterval(drawSoon, 20_000);
// The server's computer may have another address by now, which the stream of its own board does not notice.
setInterval(() => {
  if (stream && $("connection").className === "live") loadInvitation();
}, 10_000);

for (const node of document.querySelectorAll("[data-say]")) node.textContent = say[node.dataset.say];
for (const node of document.querySelectorAll("[data-say-label]")) {
  node.setAttribute("aria-label", say[node.dataset.sayLabel]);
}
$("theme").value = localStorage.getItem(themeKey) ?? "";
applyTheme($("theme").value);
if (token()) signIn(); else signOut();
