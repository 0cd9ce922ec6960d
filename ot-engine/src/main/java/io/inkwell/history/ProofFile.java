package io.inkwell.history;

import io.inkwell.history.RevisionProof.Link;
import io.inkwell.sync.Digest;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.OperationDigest;
import io.inkwell.sync.SubmissionId;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A proof of a revision as JSON; see docs/history.md, "The proof of a single revision". */
public final class ProofFile {
    /** What the member {@code format} says. */
    public static final String FORMAT = "inkwell-proof";
    private static final int VERSION = 1;
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final List<String> PROOF = List.of("format", "version", "document", "previousChain", "revision",
            "operation", "links");
    private static final List<String> LINK = List.of("revision", "kind", "displayId", "seq", "at",
            "operationSha256");

    private ProofFile() {}

    /** The file as text. */
    public static String write(RevisionProof proof) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("format", FORMAT);
            json.writeNumberProperty("version", VERSION);
            json.writeStringProperty("document", proof.document().value());
            json.writeNumberProperty("revision", proof.proven().revision());
            json.writeStringProperty("previousChain", proof.previousChain().toString());
            json.writeStringProperty("operation", proof.operation());
            json.writeArrayPropertyStart("links");
            write(proof.proven(), json);
            proof.later().forEach(link -> write(link, json));
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw("\n");
        }
        return text.toString();
    }

    private static void write(Link link, JsonGenerator json) {
        json.writeRaw("\n");
        json.writeStartObject();
        json.writeNumberProperty("revision", link.revision());
        json.writeNumberProperty("kind", link.kindNumber());
        json.writeNumberProperty("displayId", link.id().displayId());
        json.writeNumberProperty("seq", link.id().seq());
        json.writeNumberProperty("at", link.atMillis());
        json.writeStringProperty("operationSha256", link.operation().toString());
        json.writeEndObject();
    }

    /**
     * Reads a file.
     *
     * @throws MalformedFileException if it is no proof
     */
    public static RevisionProof read(String text) throws MalformedFileException {
        FlatJson file = FlatJson.read(text);
        file.requireOnly(PROOF);
        if (!file.text("format").equals(FORMAT))
            throw new MalformedFileException("This is no proof of a revision.");
        file.number("version", VERSION, VERSION);
        List<Link> links = new ArrayList<>();
        for (FlatJson link : file.list("links"))
            links.add(link(link));
        if (links.isEmpty() || links.getFirst().revision() != file.number("revision", 1, Long.MAX_VALUE))
            throw new MalformedFileException("The links begin with the revision that is proven.");
        return new RevisionProof(file.as("document", DocumentId::new), file.as("previousChain", Digest::parse),
                links.getFirst(), file.text("operation"), links.subList(1, links.size()));
    }

    private static Link link(FlatJson link) throws MalformedFileException {
        link.requireOnly(LINK);
        return new Link(link.number("revision", 1, Long.MAX_VALUE), (int) link.number("kind", 0, Short.MAX_VALUE),
                new SubmissionId((int) link.number("displayId", 1, Integer.MAX_VALUE),
                        (int) link.number("seq", 1, Integer.MAX_VALUE)),
                link.number("at", 0, Long.MAX_VALUE), link.as("operationSha256", OperationDigest::parse));
    }
}
