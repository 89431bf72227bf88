// How the page asks the server: as any other client does.

let prelude = ""; // prefixes and functions that every text of this page may use

/** Says what goes before every text. */
export function setPrelude(text) {
  prelude = text;
}

/** Runs a Gizmo text, after the prelude, and gives its rows in the JSON-LD collation. */
export async function ask(text) {
  const response = await fetch("api/v2/query?lang=gizmo", {
    method: "POST",
    headers: { Accept: "application/ld+json" },
    body: prelude + text,
  });
  const { result, error } = await response.json();
  if (error) throw new Error(ownLines(error));
  return result ?? [];
}

/** Counts the lines of a message from the start of the user's own text. */
function ownLines(message) {
  const before = prelude.split("\n").length - 1;
  return message.replace(/(<eval>:|Line )(\d+)(?=:)/g, (_, where, line) => where + (line - before));
}
