// The picture of an answer: the nodes it names and the quads between them.
import { ask } from "./ask.js";

const SVG = "http://www.w3.org/2000/svg";
const LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>";
const most = 150; // nodes; more would be a hairball
const kinds = { work: "work", person: "person or organisation", venue: "journal or issue", topic: "topic", other: "other" };

/** Draws the answer into box; look is called with the IRI of a clicked node. */
export async function draw(box, answer, look) {
  const named = await labelled(mentioned(answer).slice(0, most));
  const nodes = [...named, ...await shared(named)];
  if (nodes.length === 0) {
    box.innerHTML = '<p class="empty">The answer names no nodes to draw.</p>';
    return;
  }
  const edges = await between(nodes);
  layOut(nodes, edges);
  render(box, nodes, edges, look);
}

/** The IRIs in the rows and in the question. */
function mentioned({ rows, text }) {
  const found = new Set();
  const visit = (value) => {
    if (typeof value === "string") {
      const iri = /^<(.*)>$/.exec(value);
      if (iri) found.add(iri[1]);
    } else if (value && typeof value === "object") {
      if (typeof value["@id"] === "string") found.add(value["@id"]);
      Object.values(value).forEach(visit);
    }
  };
  rows.forEach(visit);
  for (const [, iri] of text.matchAll(/["']<?(https?:[^<>"'\s]+)>?["']/g)) found.add(iri);
  return [...found].filter((iri) => !iri.startsWith("_:"));
}

const quoted = (iris) => iris.map((iri) => JSON.stringify(`<${iri}>`)).join(", ");

/** Those of the IRIs that have a label are nodes; the rest are predicates and the like. */
async function labelled(iris) {
  if (iris.length === 0) return [];
  const rows = await ask(`g.V(${quoted(iris)}).save("${LABEL}", "label").unique().getLimit(-1)`);
  return rows.map(({ id, label }) => ({ iri: id["@id"], label: textOf(label), kind: kindOf(id["@id"]) }));
}

/** What two or more of the nodes point to: their journals, people and topics. */
async function shared(nodes) {
  if (nodes.length < 2) return [];
  const rows = await ask(`g.V(${quoted(nodes.map((n) => n.iri))}).tag("source").out().save("${LABEL}", "label").getLimit(-1)`);
  const known = new Set(nodes.map((n) => n.iri)), found = new Map();
  for (const { id, label, source } of rows) {
    const node = found.get(id["@id"]) ?? { iri: id["@id"], label: textOf(label), kind: kindOf(id["@id"]), from: new Set() };
    found.set(node.iri, node);
    node.from.add(source["@id"]);
  }
  return [...found.values()]
    .filter((n) => n.from.size > 1 && n.kind !== "other" && !known.has(n.iri))
    .sort((a, b) => b.from.size - a.from.size)
    .slice(0, most - nodes.length);
}

async function between(nodes) {
  const list = quoted(nodes.map((n) => n.iri));
  const rows = await ask(`g.V(${list}).tag("source").out(null, "by").is(${list}).tag("target").getLimit(-1)`);
  const at = new Map(nodes.map((n) => [n.iri, n]));
  const edges = new Map();
  for (const { source, target, by } of rows) {
    const from = at.get(source["@id"]), to = at.get(target["@id"]);
    if (from !== to) edges.set(`${from.iri} ${to.iri}`, { from, to, by: by["@id"].replace(/^.*[/#]/, "") });
  }
  return [...edges.values()];
}

const textOf = (value) => String(value?.["@value"] ?? value ?? "");

function kindOf(iri) {
  if (/doi\.org\/|\/work\//.test(iri)) return "work";
  if (/\/(person|org)\/|orcid\.org|ror\.org/.test(iri)) return "person";
  if (/\/(periodical|issue)\/|portal\.issn\.org/.test(iri)) return "venue";
  if (/\/topic\//.test(iri)) return "topic";
  return "other";
}

const width = 900, height = 560, roomForLabel = 150;

/** Springs along edges, repulsion between all, a pull to the middle. */
function layOut(nodes, edges) {
  nodes.forEach((n, i) => {
    const angle = 2.399963 * i, radius = 18 * Math.sqrt(i + 1); // sunflower: the same picture each time
    n.x = width / 2 + radius * Math.cos(angle);
    n.y = height / 2 + radius * Math.sin(angle);
  });
  const rest = Math.min(190, 760 / Math.sqrt(nodes.length));
  for (let step = 0, heat = 30; step < 320; step++, heat *= 0.985) {
    for (const n of nodes) {
      n.dx = ((width - roomForLabel) / 2 - n.x) * 0.01;
      n.dy = (height / 2 - n.y) * 0.02;
      for (const m of nodes) {
        if (m === n) continue;
        const x = n.x - m.x, y = n.y - m.y, d2 = x * x + y * y + 0.1;
        const push = (rest * rest * 0.9) / d2;
        n.dx += (x / Math.sqrt(d2)) * push;
        n.dy += (y / Math.sqrt(d2)) * push;
      }
    }
    for (const { from, to } of edges) {
      const x = to.x - from.x, y = to.y - from.y, d = Math.sqrt(x * x + y * y) + 0.1;
      const pull = (d - rest) * 0.06;
      from.dx += (x / d) * pull; from.dy += (y / d) * pull;
      to.dx -= (x / d) * pull; to.dy -= (y / d) * pull;
    }
    for (const n of nodes) {
      const d = Math.hypot(n.dx, n.dy) || 1, far = Math.min(d, heat);
      n.x += (n.dx / d) * far;
      n.y += (n.dy / d) * far;
    }
  }
  stretch(nodes, "x", 20, width - roomForLabel);
  stretch(nodes, "y", 20, height - 20);
}

/** Spreads the nodes over the room there is. */
function stretch(nodes, axis, from, to) {
  const at = nodes.map((n) => n[axis]), low = Math.min(...at), high = Math.max(...at);
  for (const n of nodes) {
    n[axis] = high > low ? from + ((n[axis] - low) / (high - low)) * (to - from) : (from + to) / 2;
  }
}

function el(name, attributes, parent) {
  const e = document.createElementNS(SVG, name);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  parent?.append(e);
  return e;
}

function render(box, nodes, edges, look) {
  const svg = el("svg", { class: "picture", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${nodes.length} nodes, ${edges.length} edges` });
  for (const e of edges) {
    e.line = el("line", {}, svg);
    if (edges.length <= 40) {
      e.text = el("text", { class: "edge" }, svg);
      e.text.textContent = e.by;
    }
  }
  for (const n of nodes) {
    n.g = el("g", { class: "node", tabindex: 0 }, svg);
    el("circle", { r: 7, class: n.kind }, n.g);
    el("text", { x: 10, y: 4 }, n.g).textContent = short(n.label);
    el("title", {}, n.g).textContent = `${n.label}\n${n.iri}`;
    drag(svg, n, () => place(nodes, edges), look);
    n.g.addEventListener("keydown", (event) => event.key === "Enter" && look(n.iri));
  }
  place(nodes, edges);
  box.replaceChildren(svg, legend(nodes));
}

function place(nodes, edges) {
  for (const n of nodes) n.g.setAttribute("transform", `translate(${n.x} ${n.y})`);
  for (const { from, to, line, text } of edges) {
    for (const [k, v] of Object.entries({ x1: from.x, y1: from.y, x2: to.x, y2: to.y })) line.setAttribute(k, v);
    text?.setAttribute("x", (from.x + to.x) / 2);
    text?.setAttribute("y", (from.y + to.y) / 2 - 3);
  }
}

/** A node follows the pointer; a press that does not move is a click. */
function drag(svg, node, moved, look) {
  node.g.addEventListener("pointerdown", (down) => {
    node.g.setPointerCapture(down.pointerId);
    let far = 0;
    const move = (event) => {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      far += Math.abs(event.movementX) + Math.abs(event.movementY);
      node.x = at.x;
      node.y = at.y;
      moved();
    };
    node.g.addEventListener("pointermove", move);
    node.g.addEventListener("pointerup", () => {
      node.g.removeEventListener("pointermove", move);
      if (far < 4) look(node.iri);
    }, { once: true });
  });
}

const short = (text) => (text.length > 34 ? `${text.slice(0, 32)}…` : text);

function legend(nodes) {
  const list = document.createElement("ul");
  list.id = "legend";
  for (const [kind, name] of Object.entries(kinds)) {
    if (!nodes.some((n) => n.kind === kind)) continue;
    const item = document.createElement("li");
    item.className = kind;
    item.textContent = name;
    list.append(item);
  }
  return list;
}
