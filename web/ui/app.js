// The page: a query box with the saved queries, the answer as table, picture
// or JSON. It asks the server as any other client does.
import { ask, setPrelude } from "./ask.js";
import { draw } from "./picture.js";

const $ = (id) => document.getElementById(id);
const views = ["table", "picture", "json"];

let saved = [];
let prefixes = {}; // namespace to prefix
let answer = { columns: [], rows: [], text: "" };

// ── the question ────────────────────────────────────────────────────────

async function loadSaved() {
  const { prelude, ...rest } = await (await fetch("api/queries")).json();
  setPrelude(prelude);
  ({ prefixes, queries: saved } = rest);
  for (const q of saved) {
    $("saved").add(new Option(q.name, q.name));
  }
}

function chosen() {
  return saved.find((q) => q.name === $("saved").value);
}

/** Shows the parameters of the chosen query and writes its text. */
async function choose() {
  const q = chosen();
  $("about").textContent = q?.description ?? "";
  $("params").replaceChildren(...(q?.params ?? []).flatMap((p) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    label.textContent = p.description ? `${p.name} – ${p.description}` : p.name;
    label.htmlFor = input.id = `param-${p.name}`;
    input.name = p.name;
    input.value = p.default || p.example || "";
    input.addEventListener("input", write);
    return [label, input];
  }));
  if (q) await write();
}

/** Writes the chosen query, with its parameters filled in, into the box. */
async function write() {
  const q = chosen();
  const params = new URLSearchParams();
  for (const input of $("params").querySelectorAll("input")) {
    if (input.value) params.set(input.name, input.value);
  }
  const { query, error } = await (await fetch(`api/queries/${q.name}?${params}`)).json();
  if (q !== chosen()) return; // another one was chosen meanwhile
  if (error) return say(error, true);
  $("query").value = query;
  say("");
}

async function run() {
  const text = $("query").value;
  say("asking…");
  const start = performance.now();
  try {
    const rows = await ask(text);
    const ms = Math.round(performance.now() - start);
    answer = { rows, text, columns: columnsOf(rows, chosen()?.columns ?? []) };
    say(`${rows.length} ${rows.length === 1 ? "row" : "rows"} in ${ms} ms`);
    show();
  } catch (error) {
    say(error.message, true);
  }
}

function say(text, failed = false) {
  $("status").textContent = text;
  $("status").classList.toggle("failed", failed);
}

/** Asks for everything that is said of a node. */
function lookAt(iri) {
  $("saved").value = "";
  $("params").replaceChildren();
  $("about").textContent = "";
  $("query").value = `g.V(${JSON.stringify(`<${iri}>`)}).out(null, "property").tag("value").getLimit(-1)`;
  run();
}

// ── the answer ──────────────────────────────────────────────────────────

/** The declared columns that occur, then the others as they come. */
function columnsOf(rows, declared) {
  const found = new Set();
  for (const row of rows) {
    if (row && typeof row === "object" && !Array.isArray(row)) Object.keys(row).forEach((k) => found.add(k));
    else found.add("value");
  }
  const first = declared.filter((c) => found.has(c));
  if (first.length > 0) return first;
  // the end of a path comes last, unless a tag says it already
  const tags = [...found].filter((c) => c !== "id");
  return tags.length > 0 && tags.includes("value") ? tags : [...tags, ...[...found].filter((c) => c === "id")];
}

function show(view = current()) {
  for (const v of views) $(v).hidden = v !== view;
  for (const tab of document.querySelectorAll("[role=tab]")) {
    tab.setAttribute("aria-selected", String(tab.dataset.view === view));
  }
  if (view === "table") $("table").replaceChildren(tableOf(answer));
  if (view === "json") $("json").textContent = JSON.stringify(answer.rows, null, 2);
  if (view === "picture") draw($("picture"), answer, lookAt).catch((error) => say(error.message, true));
}

function current() {
  return views.find((v) => !$(v).hidden);
}

function tableOf({ columns, rows }) {
  if (rows.length === 0) {
    const empty = document.createElement("p");
    empty.className = "empty";
    empty.textContent = "No rows.";
    return empty;
  }
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const c of columns) {
    const th = document.createElement("th");
    th.textContent = c;
    head.append(th);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const tr = body.insertRow();
    for (const c of columns) {
      const plain = row === null || typeof row !== "object" || Array.isArray(row);
      fill(tr.insertCell(), plain ? row : row[c]);
    }
  }
  return table;
}

/** Shows a value of the JSON-LD collation in a cell. */
function fill(cell, value) {
  if (value === undefined || value === null) return;
  if (typeof value === "number") cell.className = "number";
  else if (String(value["@value"] ?? value).length < 12) cell.className = "short";
  if (typeof value !== "object") {
    const iri = typeof value === "string" && /^<(.*)>$/.exec(value);
    return iri ? cell.append(link(iri[1])) : cell.append(String(value));
  }
  if ("@id" in value) return cell.append(link(value["@id"]));
  if ("@value" in value) {
    cell.append(String(value["@value"]));
    if (value["@language"]) {
      const tag = document.createElement("small");
      tag.textContent = ` ${value["@language"]}`;
      cell.append(tag);
    }
    return;
  }
  cell.append(JSON.stringify(value));
}

/** An IRI by its prefix, or without what all of ours begin with. */
function short(iri) {
  for (const [namespace, prefix] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace)) return prefix + iri.slice(namespace.length);
  }
  return iri.replace(/^https:\/\/(w3id\.org\/bibgraph\/|(?=doi\.org\/))/, "");
}

function link(iri) {
  const a = document.createElement("a");
  a.href = "#";
  a.textContent = short(iri);
  a.title = iri;
  a.addEventListener("click", (event) => {
    event.preventDefault();
    lookAt(iri);
  });
  return a;
}

// ── start ───────────────────────────────────────────────────────────────

$("saved").addEventListener("change", async () => {
  await choose();
  if (chosen()) run();
});
$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
$("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => show(tab.dataset.view));
}

await loadSaved();
$("saved").value = "cited-sources";
await choose();
if (chosen()) run();
