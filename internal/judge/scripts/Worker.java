import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;

/**
 * Answers each line of input, a request in JSON, with one line of JSON: Jena
 * counts triples and validates. What it warns of goes into the answer.
 */
class Worker {
    public static void main(String[] args) throws Exception {
        removeSource(Path.of(args[0]));
        PrintStream replies = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = requests.readLine()) != null; ) {
            replies.println(JSON.toStringFlat(answer(JSON.parse(line))));
        }
    }

    private static void removeSource(Path file) throws Exception {
        Files.delete(file);
        Files.delete(file.getParent());
    }

    private static JsonObject answer(JsonObject request) {
        try {
            return switch (request.getString("op")) {
                case "count" -> count(request.getString("file"), request.getString("format"));
                case "shacl" -> shacl(request.getString("shapes"), request.getString("data"));
                default -> throw new IllegalArgumentException("no such operation");
            };
        } catch (Exception | StackOverflowError problem) { // whatever Jena throws is its refusal
            JsonObject reply = new JsonObject();
            reply.put("error", problem.toString());
            return reply;
        }
    }

    private static JsonObject count(String file, String extension) {
        var complaints = new Complaints();
        var counter = StreamRDFLib.count();
        RDFParser.create().source(Path.of(file)).forceLang(RDFLanguages.fileExtToLang(extension))
            .checking(true).errorHandler(complaints).parse(counter);
        JsonObject reply = new JsonObject();
        reply.put("count", counter.countTriples() + counter.countQuads());
        JsonArray warnings = new JsonArray();
        complaints.texts.forEach(warnings::add);
        reply.put("warnings", warnings);
        return reply;
    }

    private static JsonObject shacl(String shapes, String data) {
        var report = ShaclValidator.get().validate(Shapes.parse(load(shapes)), load(data));
        JsonArray triples = new JsonArray();
        report.getGraph().find().forEachRemaining(t -> {
            JsonArray triple = new JsonArray();
            triple.add(term(t.getSubject()));
            triple.add(term(t.getPredicate()));
            triple.add(term(t.getObject()));
            triples.add(triple);
        });
        JsonObject reply = new JsonObject();
        reply.put("conforms", report.conforms());
        reply.put("report", triples);
        return reply;
    }

    private static Graph load(String file) {
        return RDFParser.create().source(Path.of(file)).forceLang(Lang.TURTLE)
            .errorHandler(new Complaints()).toGraph();
    }

    private static JsonArray term(Node node) {
        if (node.isURI()) return strings("i", node.getURI());
        if (node.isBlank()) return strings("b", node.getBlankNodeLabel());
        return strings("l", node.getLiteralLexicalForm(), node.getLiteralDatatypeURI(), node.getLiteralLanguage());
    }

    private static JsonArray strings(String... texts) {
        JsonArray array = new JsonArray();
        for (String text : texts) array.add(text);
        return array;
    }

    /** Collects warnings and stops at errors. */
    private static class Complaints implements ErrorHandler {
        final List<String> texts = new ArrayList<>();

        @Override public void warning(String message, long line, long column) {
            texts.add(line + ":" + column + ": " + message);
        }

        @Override public void error(String message, long line, long column) {
            throw new RiotException(line + ":" + column + ": " + message);
        }

        @Override public void fatal(String message, long line, long column) {
            error(message, line, column);
        }
    }
}
