function I(name) { return g.IRI(name) }

// The text of a value, whichever collation it comes in: IRIs without brackets,
// typed literals without their type.
function plain(v) {
  if (v === undefined || v === null) return ""
  if (typeof v === "object") return v["@id"] || v["@value"] || String(v)
  var dressed = /^<([^<>\s]*)>$/.exec(v) || /^"([^]*)"\^\^<[^>]*>$/.exec(v)
  return dressed ? dressed[1] : String(v)
}

// The topics with that IRI, or with that label in any language.
function topics(name) {
  if (/^(https?|urn):\S+$/.test(name)) return g.V(iri(name))
  var exact = regex("(?i)^" + name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") + "$")
  return g.V().has(I("skos:prefLabel"), exact).union(g.V().has(I("skos:altLabel"), exact)).unique()
}

// The labels of nodes by their IRI.
function labels(nodes) {
  var found = {}
  nodes.unique().save(I("rdfs:label"), "label").forEach(function (r) { found[plain(r.id)] = r.label })
  return found
}

// A row for each work, with what people want to see of it, oldest first. It has
// a count if the path counts.
function works(path) {
  return path.unique().saveOpt(I("rdfs:label"), "title").saveOpt(I("fabio:hasPublicationYear"), "year")
    .maybe(g.M().out(I("dcterms:isPartOf")).save(I("rdfs:label"), "in")).unique().tagArray()
    .map(function (r) {
      var row = { work: r.id, title: r.title, year: r.year, in: r.in }
      if (r.count) row.count = r.count
      return row
    })
    .sort(function (a, b) { return by(plain(a.year), plain(b.year)) || by(plain(a.title), plain(b.title)) })
}

// A row for each node, with its label, by how often the path leads to it.
function counted(path) {
  return path.groupCount().saveOpt(I("rdfs:label"), "label").unique().order("count", "desc", "label").tagArray()
}

function by(a, b) { return a < b ? -1 : a > b ? 1 : 0 }

function emit(rows) { rows.forEach(function (r) { g.emit(r) }) }

