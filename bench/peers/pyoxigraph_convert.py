# python pyoxigraph_convert.py IN [OUT]: counts or converts with pyoxigraph (stream)
import sys, pyoxigraph as o
f = lambda p: o.RdfFormat.from_extension(p.rsplit('.', 1)[1])
q = o.parse(path=sys.argv[1], format=f(sys.argv[1]))
if len(sys.argv) > 2: o.serialize((x.triple for x in q), sys.argv[2], format=f(sys.argv[2]))
else: print(sum(1 for _ in q))
