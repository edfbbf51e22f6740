// node canon.mjs IN.nt|.nq|.jsonld: RDFC-1.0, prints the SHA-256 of the canonical form
import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
const need = createRequire(process.env.EVENTLOD_JUDGES + '/node/')
const canonize = need('rdf-canonize'), N3 = need('n3'), jsonld = need('jsonld')
const text = readFileSync(process.argv[2], 'utf8')
const quads = process.argv[2].endsWith('.jsonld') ? await jsonld.toRDF(JSON.parse(text)) : new N3.Parser({ format: process.argv[2].endsWith('.ttl') ? 'text/turtle' : 'application/n-quads' }).parse(text)
console.log(createHash('sha256').update(await canonize.canonize(quads, { algorithm: 'RDFC-1.0', maxWorkFactor: 2 })).digest('hex'))
