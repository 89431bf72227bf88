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

// A row for each work, with what people want to see of it, oldest first.
function works(path) {
  var container = labels(path.out(I("dcterms:isPartOf")))
  var found = {}
  path.unique().saveOpt(I("rdfs:label"), "title").saveOpt(I("fabio:hasPublicationYear"), "year")
    .saveOpt(I("dcterms:isPartOf"), "container").forEach(function (r) {
      var row = { work: r.id, title: r.title, year: r.year, in: container[plain(r.container)] }
      if (!found[plain(r.id)]) found[plain(r.id)] = row
    })
  return Object.keys(found).map(function (k) { return found[k] })
    .sort(function (a, b) { return by(plain(a.year), plain(b.year)) || by(plain(a.title), plain(b.title)) })
}

// How often a path leads to each node, by IRI.
function tally(path) {
  var times = {}
  path.forEach(function (r) { times[plain(r.id)] = (times[plain(r.id)] || 0) + 1 })
  return times
}

function by(a, b) { return a < b ? -1 : a > b ? 1 : 0 }

function emit(rows) { rows.forEach(function (r) { g.emit(r) }) }

