"""Answers each line of input, a request in JSON, with one line of JSON.

rdflib and pyoxigraph count triples, pySHACL validates. What the tools log or
warn of goes into the answer.
"""

import json
import logging
import pathlib
import sys
import warnings

import pyoxigraph
import pyshacl
import rdflib

RDFLIB_FORMATS = {
    "ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig",
    "jsonld": "json-ld", "rdf": "xml",
}


class Complaints(logging.Handler):
    """Collects log records and Python warnings."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.texts = []
        logging.getLogger().addHandler(self)
        warnings.simplefilter("always")
        # rdflib uses what it calls deprecated itself: no word on the input.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.showwarning = lambda message, *_: self.texts.append(str(message))

    def emit(self, record):
        self.texts.append(record.getMessage())

    def take(self):
        taken, self.texts = self.texts, []
        return taken


def count_rdflib(request):
    dataset = rdflib.Dataset()
    dataset.parse(request["file"], format=RDFLIB_FORMATS[request["format"]])
    return {"count": sum(1 for _ in dataset.quads())}


def count_pyoxigraph(request):
    form = pyoxigraph.RdfFormat.from_extension(request["format"])
    return {"count": sum(1 for _ in pyoxigraph.parse(path=request["file"], format=form))}


def graph(file):
    """Reads Turtle with pyoxigraph: rdflib's reader makes 1 of 01."""
    read = rdflib.Graph()
    base = pathlib.Path(file).as_uri()
    for triple in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE, base_iri=base):
        read.add(tuple(from_pyoxigraph(node) for node in (triple.subject, triple.predicate, triple.object)))
    return read


def from_pyoxigraph(node):
    if isinstance(node, pyoxigraph.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, pyoxigraph.BlankNode):
        return rdflib.BNode(node.value)
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    datatype = rdflib.URIRef(node.datatype.value)
    return rdflib.Literal(node.value, datatype=None if datatype == rdflib.XSD.string else datatype)


def term(node):
    if isinstance(node, rdflib.URIRef):
        return ["i", str(node)]
    if isinstance(node, rdflib.BNode):
        return ["b", str(node)]
    datatype = node.datatype or rdflib.XSD.string
    return ["l", str(node), str(datatype), node.language or ""]


def shacl(request):
    shapes, data = graph(request["shapes"]), graph(request["data"])
    conforms, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    if not isinstance(report, rdflib.Graph):
        return {"error": text}
    return {"conforms": conforms, "report": [[term(node) for node in triple] for triple in report]}


OPERATIONS = {
    ("count", "rdflib"): count_rdflib,
    ("count", "pyoxigraph"): count_pyoxigraph,
    ("shacl", "pyshacl"): shacl,
}


def answer(request):
    # Lexical forms stay as they are written: "01" is not "1". Not set once and
    # for all, since pySHACL sets it back after each validation.
    rdflib.NORMALIZE_LITERALS = False
    try:
        return OPERATIONS[request["op"], request["tool"]](request)
    except Exception as problem:  # whatever a tool raises is its refusal
        return {"error": f"{type(problem).__name__}: {problem}"}


def main():
    complaints = Complaints()
    replies, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        reply = answer(json.loads(line))
        reply["warnings"] = complaints.take()
        print(json.dumps(reply), file=replies, flush=True)


main()
