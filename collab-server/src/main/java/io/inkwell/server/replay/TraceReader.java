package io.inkwell.server.replay;

import static tools.jackson.core.JsonToken.END_ARRAY;
import static tools.jackson.core.JsonToken.START_ARRAY;
import static tools.jackson.core.JsonToken.START_OBJECT;
import static tools.jackson.core.JsonToken.VALUE_NUMBER_INT;
import static tools.jackson.core.JsonToken.VALUE_STRING;

import io.inkwell.server.replay.Trace.Kind;
import io.inkwell.server.replay.Trace.Patch;
import io.inkwell.server.replay.Trace.Transaction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a trace: JSON, gzipped or not. Members it does not know are skipped. */
public final class TraceReader {
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;
    private static final JsonFactory JSON = new JsonFactory();

    private @Nullable String endContent;
    private String startContent = "";
    private int numAgents = 1;
    private boolean concurrent;
    private final List<Transaction> transactions = new ArrayList<>();

    private TraceReader() {}

    /**
     * Reads a file.
     *
     * @throws TraceException if it is not there or not a trace
     */
    public static Trace read(Path file) throws TraceException {
        try (InputStream bytes = unzipped(new BufferedInputStream(Files.newInputStream(file)))) {
            return read(bytes);
        } catch (NoSuchFileException e) {
            throw new TraceException("There is no file " + file + ".");
        } catch (IOException e) {
            throw new TraceException("The file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static InputStream unzipped(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        boolean zipped = bytes.read() == GZIP_MAGIC_1 && bytes.read() == GZIP_MAGIC_2;
        bytes.reset();
        return zipped ? new GZIPInputStream(bytes) : bytes;
    }

    /**
     * Reads JSON.
     *
     * @throws TraceException if it is not a trace
     */
    static Trace read(InputStream json) throws TraceException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            TraceReader reader = new TraceReader();
            reader.document(parser);
            return reader.trace();
        } catch (JacksonException e) {
            throw new TraceException(
                    "This is not a trace: it is not JSON, seen in line " + e.getLocation().getLineNr() + ".");
        }
    }

    private void document(JsonParser parser) throws TraceException {
        expect(parser.nextToken(), START_OBJECT, "a trace is a JSON object");
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "kind" -> concurrent = "concurrent".equals(parser.getString());
                case "startContent" -> startContent = text(parser, value, name);
                case "endContent" -> endContent = text(parser, value, name);
                case "numAgents" -> numAgents = number(parser, value, name);
                case "txns" -> {
                    expect(value, START_ARRAY, "\"txns\" is a list");
                    while (parser.nextToken() != END_ARRAY)
                        transactions.add(transaction(parser));
                }
                default -> parser.skipChildren();
            }
        }
    }

    private Transaction transaction(JsonParser parser) throws TraceException {
        expect(parser.currentToken(), START_OBJECT, "a transaction is an object");
        int agent = 0;
        List<Integer> parents = new ArrayList<>();
        List<Patch> patches = new ArrayList<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "agent" -> agent = number(parser, value, name);
                case "parents" -> {
                    expect(value, START_ARRAY, "\"parents\" is a list");
                    while (parser.nextToken() != END_ARRAY)
                        parents.add(parent(parser));
                }
                case "patches" -> {
                    expect(value, START_ARRAY, "\"patches\" is a list");
                    while (parser.nextToken() != END_ARRAY)
                        patches.add(patch(parser));
                }
                default -> parser.skipChildren();
            }
        }
        return new Transaction(agent, parents, patches);
    }

    private int parent(JsonParser parser) throws TraceException {
        int parent = number(parser, parser.currentToken(), "parents");
        if (parent >= transactions.size()) {
            throw broken("transaction " + transactions.size() + " names a parent that is not before it, " + parent);
        }
        return parent;
    }

    private Patch patch(JsonParser parser) throws TraceException {
        expect(parser.currentToken(), START_ARRAY, "a patch is [position, deleted, inserted]");
        int position = number(parser, parser.nextToken(), "position");
        int deleted = number(parser, parser.nextToken(), "deleted");
        String inserted = text(parser, parser.nextToken(), "inserted");
        expect(parser.nextToken(), END_ARRAY, "a patch is [position, deleted, inserted]");
        return new Patch(position, deleted, inserted);
    }

    private Trace trace() throws TraceException {
        if (endContent == null)
            throw broken("\"endContent\" is missing");
        if (!startContent.isEmpty())
            throw new TraceException("This trace starts with a text; only traces that start empty can be played.");
        for (Transaction transaction : transactions) {
            if (transaction.agent() >= numAgents)
                throw broken("an agent has the number " + transaction.agent() + " of " + numAgents);
        }
        return new Trace(concurrent ? Kind.CONCURRENT : Kind.LINEAR, endContent, numAgents, transactions);
    }

    private static int number(JsonParser parser, @Nullable JsonToken token, String name) throws TraceException {
        expect(token, VALUE_NUMBER_INT, "\"" + name + "\" is a number");
        long value = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : parser.getLongValue();
        if (value < 0 || value > Integer.MAX_VALUE)
            throw broken("\"" + name + "\" is 0 or more");
        return (int) value;
    }

    private static String text(JsonParser parser, @Nullable JsonToken token, String name) throws TraceException {
        expect(token, VALUE_STRING, "\"" + name + "\" is a text");
        return parser.getString();
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected, String rule) throws TraceException {
        if (token != expected)
            throw broken(rule);
    }

    private static TraceException broken(String what) {
        return new TraceException("This is not a trace: " + what + ".");
    }
}
