"""Asks one judge of metadata once: metadata.py OPERATION ARGUMENTS.

The answer is JSON on the standard output; what the judges print themselves goes
to the standard error.
"""

import io
import json
import sys
import warnings


def ckan(file, form):
    from ckanext.dcat.processors import RDFParser

    parser = RDFParser(profiles=["euro_dcat_ap_3"])
    with open(file, encoding="utf-8") as text:
        parser.parse(text.read(), _format=form)
    return list(parser.datasets())


def rocrate(folder, context):
    """Validates without the network: the one document that the validator may
    ask for is the context of RO-Crate, which comes from a file."""
    import email.message
    import urllib.request
    import urllib.response

    import requests

    with open(context, "rb") as file:
        content = file.read()
    address = json.loads(content)["@id"]

    def answer(url):
        if url != address:
            raise OSError(f"there is no network to get {url} from")
        return content

    class Local(urllib.request.BaseHandler):
        handler_order = 100

        def https_open(self, request):
            headers = email.message.Message()
            headers["Content-Type"] = "application/ld+json"
            response = urllib.response.addinfourl(
                io.BytesIO(answer(request.full_url)), headers, request.full_url, 200)
            response.msg = "OK"
            return response

    def send(self, request, **_):
        response = requests.Response()
        response.status_code, response.url, response.request = 200, request.url, request
        response.headers["Content-Type"] = "application/ld+json"
        response.raw = io.BytesIO(answer(request.url))
        return response

    urllib.request.install_opener(urllib.request.build_opener(Local))
    requests.adapters.HTTPAdapter.send = send
    from rocrate_validator import models, services

    report = services.validate(services.ValidationSettings(
        rocrate_uri=folder, profile_identifier="ro-crate-1.2", no_cache=True,
        skip_availability_check=True, requirement_severity=models.Severity.RECOMMENDED))
    return [f"{issue.severity.name} {issue.message}" for issue in report.get_issues()]


def citation(file):
    from cffconvert import Citation

    with open(file, encoding="utf-8") as text:
        try:
            Citation(text.read(), src=file).validate()
        except Exception as objection:  # each kind of mistake has one of its own
            return f"{type(objection).__name__}: {objection}"
    return ""


def csvw(file):
    from csvw import CSVW

    with warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        try:
            # Strict would refuse rows without a reference, which are allowed.
            tables = CSVW(file, validate=True, strict=False)
            valid = tables.is_valid
        except ValueError as objection:
            return [str(objection)]
    found = [str(c.message) for c in list(complaints) + list(tables.warnings)
             if not issubclass(c.category, DeprecationWarning)]
    return found if valid else found + ["not valid"]


def sparql(file, *queries):
    import rdflib

    # Numbers that are equal and written differently are different terms.
    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.Graph().parse(file)
    return [int(next(iter(graph.query(query)))[0]) for query in queries]


def main():
    operations = {"ckan": ckan, "rocrate": rocrate, "citation": citation, "csvw": csvw, "sparql": sparql}
    out, sys.stdout = sys.stdout, sys.stderr
    json.dump(operations[sys.argv[1]](*sys.argv[2:]), out)


main()
