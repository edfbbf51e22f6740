// node jsonld.mjs IN.nt OUT.jsonld | IN.jsonld OUT.nq: jsonld.js fromRDF / toRDF. N-Triples are read by
// N3.js: jsonld.js's own N-Quads reader is quadratic (169 s for 60,000 triples).
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
const need = createRequire(process.env.EVENTLOD_JUDGES + '/node/')
const jsonld = need('jsonld'), N3 = need('n3')
const [, , input, output] = process.argv
const text = readFileSync(input, 'utf8')
writeFileSync(output, input.endsWith('.jsonld') ? await jsonld.toRDF(JSON.parse(text), { format: 'application/n-quads' }) : JSON.stringify(await jsonld.fromRDF(new N3.Parser({ format: 'application/n-quads' }).parse(text))))
