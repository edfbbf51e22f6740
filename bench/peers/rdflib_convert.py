# python rdflib_convert.py IN OUT: converts with rdflib
import sys
sys.path.pop(0)
import rdflib
n = {'ttl': 'turtle', 'nt': 'nt', 'nq': 'nquads', 'trig': 'trig', 'jsonld': 'json-ld', 'rdf': 'xml'}
f = lambda p: n[p.rsplit('.', 1)[1]]
g = rdflib.Graph().parse(sys.argv[1], format=f(sys.argv[1]))
print(len(g)) if len(sys.argv) < 3 else g.serialize(sys.argv[2], format=f(sys.argv[2]))
