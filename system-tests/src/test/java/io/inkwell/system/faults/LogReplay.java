package io.inkwell.system.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the log of one document from its first revision, with as little as possible of the program that wrote it: the text by plain
 * insertions and deletions in a string, the chain by the rule of the protocol's page. Not thread safe.
 */
final class LogReplay {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DIGEST_BYTES = 16;
    private static final int SHA_256_BYTES = 32;
    private static final int HEADER_BYTES = 26;

    private final StringBuilder text;
    private final List<String> flaws = new ArrayList<>();
    private final Map<String, Integer> inserted = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private byte[] chain;
    private long revision;
    private long at;

    /**
     * Before the first revision.
     *
     * @param document its id, from which the chain starts
     * @param rich whether the document starts with a line feed
     */
    LogReplay(String document, boolean rich) {
        this.text = new StringBuilder(rich ? "\n" : "");
        this.chain = hash(("inkwell-chain-1\n" + document).getBytes(StandardCharsets.US_ASCII));
    }

    /** Follows one row of the log. */
    void follow(JsonNode row) {
        long next = row.path("revision").asLong();
        if (next != revision + 1)
            flaws.add("revision " + next + " follows " + revision);
        revision = next;
        if (row.path("at").asLong() < at)
            flaws.add("revision " + next + " is older than the one before");
        at = row.path("at").asLong();
        if (!keys.add(row.path("displayId").asInt() + "/" + row.path("seq").asInt()))
            flaws.add("revision " + next + " has the key of an earlier one");
        if (row.path("baseLength").asInt() != text.length())
            flaws.add("revision " + next + " was made on " + row.path("baseLength").asInt() + " units, not "
                    + text.length());
        String operation = row.path("op").asString();
        chain = hash(link(row, operation));
        if (!HexFormat.of().formatHex(chain).equals(row.path("chain").asString()))
            flaws.add("revision " + next + " does not continue the chain");
        apply(JSON.readTree(operation), next);
    }

    private byte[] link(JsonNode row, String operation) {
        ByteBuffer link = ByteBuffer.allocate(DIGEST_BYTES + HEADER_BYTES + SHA_256_BYTES);
        link.put(chain).putLong(revision).putShort((short) row.path("kind").asInt());
        link.putInt(row.path("displayId").asInt()).putInt(row.path("seq").asInt()).putLong(at);
        link.put(sha256(operation.getBytes(StandardCharsets.UTF_8)));
        return link.array();
    }

    private void apply(JsonNode operation, long number) {
        int place = 0;
        for (JsonNode part : operation) {
            if (part.has("retain")) {
                place += part.path("retain").asInt();
            } else if (part.has("delete")) {
                int end = place + part.path("delete").asInt();
                if (end > text.length()) {
                    flaws.add("revision " + number + " deletes beyond the end");
                    return;
                }
                text.delete(place, end);
            } else {
                String insert = part.path("insert").isString() ? part.path("insert").asString() : "\uFFFC";
                if (place > text.length()) {
                    flaws.add("revision " + number + " inserts beyond the end");
                    return;
                }
                text.insert(place, insert);
                place += insert.length();
                Token.in(insert).forEach(token -> inserted.merge(token, 1, Integer::sum));
            }
        }
    }

    /** The number of the newest revision followed. */
    long revision() {
        return revision;
    }

    /** The chain at the newest revision, as 32 hexadecimal digits. */
    String chain() {
        return HexFormat.of().formatHex(chain);
    }

    /** The text at the newest revision. */
    String text() {
        return text.toString();
    }

    /** How often each token was ever inserted. */
    Map<String, Integer> inserted() {
        return inserted;
    }

    /** What is wrong with the log itself. */
    List<String> flaws() {
        return flaws;
    }

    private static byte[] hash(byte[] bytes) {
        return Arrays.copyOf(sha256(bytes), DIGEST_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
