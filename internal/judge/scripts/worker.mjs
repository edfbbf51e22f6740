// Answers each line of input, a request in JSON, with one line of JSON.
//
// N3.js and jsonld.js count triples, rdf-canonize makes the canonical hash,
// rdf-validate-shacl validates. What the tools write to the console goes into
// the answer.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import jsonld from 'jsonld'
import N3 from 'n3'
import canonize from 'rdf-canonize'
import Validator from 'rdf-validate-shacl'

const defaultGraph = { termType: 'DefaultGraph', value: '' }
const n3Formats = { ttl: 'text/turtle', nt: 'application/n-triples', nq: 'application/n-quads', trig: 'application/trig' }

let complaints = []
for (const level of ['log', 'info', 'warn', 'error', 'trace', 'debug']) {
  console[level] = (...words) => complaints.push(words.join(' '))
}
process.on('warning', (warning) => complaints.push(warning.message))

function readN3 (file, format, baseIRI) {
  return new N3.Parser({ format: n3Formats[format], baseIRI }).parse(readFileSync(file, 'utf8'))
}

function readStore (file) {
  return new N3.Store(readN3(file, 'ttl', pathToFileURL(file).href))
}

function refuseToLoad (url) {
  throw new Error(`the document asks for ${url}`)
}

function readJSONLD (file) {
  const document = JSON.parse(readFileSync(file, 'utf8'))
  return jsonld.toRDF(document, { documentLoader: refuseToLoad })
}

async function read ({ file, format }) {
  return format === 'jsonld' ? readJSONLD(file) : readN3(file, format)
}

async function count (request) {
  return { count: (await read(request)).length }
}

async function canon (request) {
  let quads = await read(request)
  if (request.merge) quads = quads.map(({ subject, predicate, object }) => ({ subject, predicate, object, graph: defaultGraph }))
  const text = await canonize.canonize(quads, { algorithm: 'RDFC-1.0', maxWorkFactor: 2 })
  return { hash: createHash('sha256').update(text).digest('hex') }
}

function term (node) {
  switch (node.termType) {
    case 'NamedNode': return ['i', node.value]
    case 'BlankNode': return ['b', node.value]
    default: return ['l', node.value, node.datatype.value, node.language]
  }
}

async function shacl ({ shapes, data }) {
  const validator = new Validator(readStore(shapes))
  const report = await validator.validate(readStore(data))
  const triples = [...report.dataset].map((quad) => [term(quad.subject), term(quad.predicate), term(quad.object)])
  return { conforms: report.conforms, report: triples }
}

const operations = { count, canon, shacl }

async function answer (request) {
  try {
    return await operations[request.op](request)
  } catch (problem) { // whatever a tool throws is its refusal
    return { error: String(problem) }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line))
  reply.warnings = complaints
  complaints = []
  process.stdout.write(JSON.stringify(reply) + '\n')
}
