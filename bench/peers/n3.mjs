// node n3.mjs IN [OUT]: counts, or converts by streaming (N3.js StreamParser -> StreamWriter)
import { createReadStream, createWriteStream } from 'node:fs'
import { createRequire } from 'node:module'
const N3 = createRequire(process.env.EVENTLOD_JUDGES + '/node/')('n3')
const mime = (f) => ({ ttl: 'text/turtle', nt: 'application/n-triples', nq: 'application/n-quads', trig: 'application/trig' })[f.split('.').pop()]
const [, , input, output] = process.argv
const parser = new N3.StreamParser({ format: mime(input) })
createReadStream(input).pipe(parser)
if (output) parser.pipe(new N3.StreamWriter({ format: mime(output) })).pipe(createWriteStream(output))
else { let n = 0; parser.on('data', () => n++).on('end', () => console.log(n)) }
