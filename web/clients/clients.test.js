// The clients for Node.js that people use with Cayley load, ask and delete
// through their own calls. BIBGRAPH names the program to test.
"use strict";

const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const readline = require("node:readline");
const { after, before, beforeEach, test } = require("node:test");
const { promisify } = require("node:util");

const program = process.env.BIBGRAPH || path.join(__dirname, "../../bin/bibgraph");

let server, url;

before(async () => {
  server = spawn(program, ["--store", "memory:", "serve", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  for await (const line of readline.createInterface({ input: server.stderr })) {
    const said = /http:\/\/[0-9.:]+/.exec(line);
    if (said) {
      url = said[0];
      break;
    }
  }
  assert.ok(url, "the server does not say where it serves");
});

after(() => server.kill());

// Each test starts with an empty graph.
beforeEach(async () => {
  const quads = await stored();
  if (quads) {
    await fetch(url + "/api/v2/delete", { method: "POST", body: quads });
  }
});

const stored = async () => (await fetch(url + "/api/v2/read")).text();

const follows = [
  { subject: "<alice>", predicate: "<follows>", object: "<bob>" },
  { subject: "<bob>", predicate: "<follows>", object: "<fred>", label: "<g>" },
  { subject: "<bob>", predicate: "<name>", object: "Боб" },
];

test("cayley writes, asks and deletes", async () => {
  const client = require("cayley")(url);
  assert.deepEqual(await promisify(client.write.bind(client))(follows), { result: "Successfully wrote 3 quads." });

  const g = client.graph;
  const ask = (query, last, ...args) => promisify(query[last].bind(query))(...args);
  assert.deepEqual(await ask(g.V("<alice>").Out("<follows>"), "All"), [{ id: "<bob>" }]);
  assert.deepEqual(await ask(g.V("<bob>").In("<follows>").Tag("who"), "All"), [{ id: "<alice>", who: "<alice>" }]);
  assert.deepEqual(await ask(g.V("<bob>").Save("<name>", "name"), "GetLimit", 5), [{ id: "<bob>", name: "Боб" }]);
  assert.deepEqual(await ask(g.V("<fred>").Has("<follows>", "<bob>"), "All"), null);
  const followers = g.M().In("<follows>");
  assert.deepEqual(await ask(g.V("<fred>").Follow(followers), "All"), [{ id: "<bob>" }]);
  assert.deepEqual(await g.V("<alice>").ForEach((row) => g.Emit(row.id)), ["<alice>"]);

  assert.deepEqual(await promisify(client.delete.bind(client))(follows.slice(1)), { result: "Successfully deleted 2 quads." });
  assert.equal(await stored(), "<alice> <follows> <bob> .\n");
});

test("cayley draws the shape of a query", async () => {
  const g = require("cayley")(url).graph.type("shape");
  const query = g.V("<alice>").Out("<follows>");
  const shape = await promisify(query.All.bind(query))();
  assert.equal(typeof shape, "object");
});

test("cayley uploads a file", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "clients-"));
  try {
    const file = path.join(folder, "graph.nq");
    fs.writeFileSync(file, "<alice> <follows> <bob> .\n<bob> <follows> <fred> <g> .\n");
    const client = require("cayley")(url);
    const answer = await promisify(client.writeFile.bind(client))(file);
    assert.deepEqual(JSON.parse(answer), { result: "Successfully wrote 2 quads." });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

const people = [
  { primaryKey: "</user/alice>", label: "people", "<follows>": ["</user/bob>"], name: "Alice", age: 30 },
  { primaryKey: "</user/bob>", "<follows>": ["</user/fred>", "</user/alice>"] },
];

for (const promised of [true, false]) {
  test("node-cayley writes, asks, reads and deletes by " + (promised ? "promises" : "callbacks"), async () => {
    const client = require("node-cayley")(url, { promisify: promised, logLevel: 0 });
    const run = (of, name, ...args) => (promised ? of[name](...args) : promisify(of[name].bind(of))(...args));

    assert.deepEqual(await run(client, "write", people), { result: "Successfully wrote 5 quads." });
    const g = client.graph;
    assert.deepEqual(await run(g.V("</user/alice>").Out("<follows>"), "All"), { result: [{ id: "</user/bob>" }] });
    assert.deepEqual(await run(g.V().Has("<name>", "Alice").Save("<age>", "age"), "All"), { result: [{ id: "</user/alice>", age: "30" }] });
    assert.deepEqual(await run(g.V("</user/bob>").Out("<follows>").And(g.V("</user/fred>")), "GetLimit", 3), { result: [{ id: "</user/fred>" }] });
    assert.deepEqual(await run(g.V("</user/alice>").LabelContext("people").Out("<name>"), "All"), { result: [{ id: "Alice" }] });
    const each = await run(g.V("</user/alice>"), "ForEach", function (row) { g.Emit(row.id); });
    assert.deepEqual(each, { result: ["</user/alice>"] });
    const all = await run(g.V("</user/bob>").Out("<follows>"), "ToArray", function (found) { g.Emit(found.length); });
    assert.deepEqual(all, { result: [2] });

    const quads = await run(client, "read");
    assert.equal(quads.length, 5);
    assert.ok(quads.some((q) => q.subject === "</user/alice>" && q.predicate === "<age>" && q.label === "people"));

    assert.deepEqual(await run(client, "delete", people.slice(0, 1)), { result: "Successfully deleted 3 quads." });
    assert.equal((await run(client, "read")).length, 2);
  });
}
