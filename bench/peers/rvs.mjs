// node rvs.mjs SHAPES.ttl DATA: rdf-validate-shacl, prints the number of results
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
const need = createRequire(process.env.EVENTLOD_JUDGES + '/node/')
const N3 = need('n3')
const { default: Validator } = await import(pathToFileURL(process.env.EVENTLOD_JUDGES + '/node/node_modules/rdf-validate-shacl/index.js'))
const load = (f) => new N3.Store(new N3.Parser({ format: f.endsWith('.nt') ? 'application/n-triples' : 'text/turtle' }).parse(readFileSync(f, 'utf8')))
const report = await new Validator(load(process.argv[2])).validate(load(process.argv[3]))
console.log(report.conforms, report.results.length)
