package io.inkwell.system.faults;

import io.inkwell.ot.Document;
import io.inkwell.ot.json.MalformedOpsException;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.ot.json.OpsLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges a finished run from its files alone: what the editors meant and were told, the log, and what every replica shows. In the manner
 * of a set checker: each insertion has a name of its own, so each can be found, missed, or found twice. Not thread safe; one run each.
 */
final class HistoryChecker {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;
    private final Map<String, Edit> edits = new LinkedHashMap<>();
    private final Map<String, Edit> insertions = new HashMap<>();
    private final Map<String, List<Edit>> deletions = new HashMap<>();
    private final Map<String, LogReplay> logs = new LinkedHashMap<>();
    private final Map<String, Document> contents = new HashMap<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> flaws = new ArrayList<>();
    private final List<String> differing = new ArrayList<>();
    private long revisions;
    private int replicas;
    private int recovered;
    private int neverStored;

    /** One edit and what became of it. */
    private static final class Edit {
        final String name;
        final String document;
        final EditKind kind;
        final List<String> tokens;
        long savedAtRevision = -1;
        boolean failed;
        boolean unknown;

        Edit(String name, JsonNode line) {
            this.name = name;
            this.document = line.path("document").asString();
            this.kind = EditKind.valueOf(line.path("kind").asString());
            this.tokens = new ArrayList<>();
            line.path("tokens").forEach(token -> tokens.add(token.asString()));
        }

        boolean saved() {
            return savedAtRevision >= 0;
        }
    }

    private HistoryChecker(Path folder) {
        this.folder = folder;
    }

    /** Judges what lies in a folder. */
    static Verdict check(Path folder) throws IOException {
        HistoryChecker checker = new HistoryChecker(folder);
        checker.readEdits();
        checker.replayLogs();
        checker.judgeInsertions();
        checker.judgeTexts();
        checker.compareReplicas();
        return checker.verdict();
    }

    private Verdict verdict() {
        Collection<Edit> all = edits.values();
        return new Verdict(lost, doubled, unexpected, flaws, differing, all.size(), count(all, Edit::saved),
                count(all, edit -> edit.unknown), recovered, neverStored, count(all, edit -> edit.failed), revisions,
                logs.size(), replicas);
    }

    private static int count(Collection<Edit> all, Predicate<Edit> which) {
        return (int) all.stream().filter(which).count();
    }

    // ---- reading -----------------------------------------------------------------------------------------------------------------------

    private void readEdits() throws IOException {
        for (JsonNode line : Evidence.read(folder, EditLog.FILE)) {
            String name = line.path("editor").asInt() + "/" + line.path("edit").asInt();
            switch (line.path("event").asString()) {
                case "invoke" -> invoked(new Edit(name, line));
                case "ok" -> edit(name).savedAtRevision = line.path("revision").asLong();
                case "fail" -> edit(name).failed = true;
                case "unknown" -> edit(name).unknown = true;
                default -> throw new IOException("not an event: " + line);
            }
        }
    }

    private void invoked(Edit edit) {
        edits.put(edit.name, edit);
        for (String token : edit.tokens) {
            if (edit.kind == EditKind.INSERT)
                insertions.put(token, edit);
            if (edit.kind == EditKind.DELETE)
                deletions.computeIfAbsent(token, deleted -> new ArrayList<>()).add(edit);
        }
    }

    private Edit edit(String name) throws IOException {
        Edit edit = edits.get(name);
        if (edit == null)
            throw new IOException("edit " + name + " ended and never began");
        return edit;
    }

    private void replayLogs() throws IOException {
        List<JsonNode> documents = Evidence.read(folder, Evidence.DOCUMENTS);
        for (JsonNode document : documents) {
            String id = document.path("id").asString();
            boolean rich = document.path("rich").asBoolean();
            logs.put(id, new LogReplay(id, rich));
            contents.put(id, rich ? Document.ofText("\n") : Document.EMPTY);
        }
        for (JsonNode row : Evidence.read(folder, Evidence.REVISIONS)) {
            String id = row.path("document").asString();
            revisions++;
            log(id).follow(row);
            contents.computeIfPresent(id, (document, content) -> applied(content, row));
        }
        for (JsonNode document : documents) {
            LogReplay log = log(document.path("id").asString());
            if (log.revision() != document.path("revision").asLong()
                    || !log.chain().equals(document.path("chain").asString()))
                log.flaws().add(
                        "the head stands at " + document + ", the log ends at " + log.revision() + " " + log.chain());
        }
        logs.forEach((id, log) -> log.flaws().forEach(flaw -> flaws.add("document " + id + ": " + flaw)));
    }

    /** The content with its formats; nothing where the log is so damaged that it has none. */
    private static @Nullable Document applied(Document content, JsonNode row) {
        try {
            byte[] operation = row.path("op").asString().getBytes(StandardCharsets.UTF_8);
            return content.apply(OpsJson.read(operation, OpsLimits.UNLIMITED).on(content.length()));
        } catch (MalformedOpsException | RuntimeException damaged) {
            return null;
        }
    }

    private LogReplay log(String document) throws IOException {
        LogReplay log = logs.get(document);
        if (log == null)
            throw new IOException("there is no document " + document);
        return log;
    }

    // ---- judging -----------------------------------------------------------------------------------------------------------------------

    private void judgeInsertions() throws IOException {
        Map<String, Map<String, Integer>> shown = new HashMap<>();
        logs.forEach((id, log) -> shown.put(id, counted(Token.in(log.text()))));
        for (Edit edit : edits.values()) {
            LogReplay log = log(edit.document);
            if (edit.savedAtRevision > log.revision())
                lost.add("edit " + edit.name + " was saved at revision " + edit.savedAtRevision + " of "
                        + log.revision());
            if (edit.kind == EditKind.INSERT) {
                String token = edit.tokens.getFirst();
                judge(edit, log.inserted().getOrDefault(token, 0),
                        shown.getOrDefault(edit.document, Map.of()).getOrDefault(token, 0));
            }
        }
    }

    private void judge(Edit edit, int stored, int shown) {
        String token = edit.tokens.getFirst();
        List<Edit> deleting = deletions.getOrDefault(token, List.of());
        boolean deleted = deleting.stream().anyMatch(Edit::saved);
        boolean perhapsDeleted = deleting.stream().anyMatch(deletion -> !deletion.failed);
        String what = "edit " + edit.name + " " + token + " in document " + edit.document;
        if (stored > 1 || shown > 1)
            doubled.add(what + " was stored " + stored + " times and is there " + shown + " times");
        if (edit.saved() && stored == 0)
            lost.add(what + " was saved and is not in the log");
        if (edit.saved() && stored > 0 && shown == 0 && !perhapsDeleted)
            lost.add(what + " was saved, nobody deleted it, and it is not there");
        if (shown > 0 && deleted)
            unexpected.add(what + " was deleted and is there");
        if (edit.failed && !edit.saved() && stored > 0)
            unexpected.add(what + " was refused and is stored");
        if (!edit.saved() && !edit.failed && stored > 0)
            recovered++;
        if (!edit.saved() && !edit.failed && stored == 0)
            neverStored++;
    }

    private void judgeTexts() {
        logs.forEach((id, log) -> {
            for (String token : log.inserted().keySet()) {
                Edit edit = insertions.get(token);
                if (edit == null || !edit.document.equals(id))
                    unexpected.add(token + " is in the log of document " + id + " and nobody inserted it there");
            }
            String torn = Token.remainder(log.text()).strip();
            if (!torn.isEmpty())
                unexpected.add("document " + id + " holds what is no token: " + torn);
        });
    }

    private void compareReplicas() throws IOException {
        for (JsonNode replica : Evidence.read(folder, Evidence.REPLICAS)) {
            replicas++;
            String id = replica.path("document").asString();
            String who = replica.path("replica").asString() + " of document " + id;
            Document content = contents.get(id);
            if (replica.path("revision").asLong() != log(id).revision())
                differing.add(who + " stands at revision " + replica.path("revision").asLong() + ", the log at "
                        + log(id).revision());
            if (content == null || !content.text().equals(log(id).text()))
                differing.add("the replay of document " + id + " by the engine gives another text than the plain one");
            if (content != null && !JSON.readTree(OpsJson.write(content.toOps()))
                    .equals(JSON.readTree(replica.path("content").asString())))
                differing.add(who + " shows something else than the log");
        }
    }

    private static Map<String, Integer> counted(List<String> tokens) {
        Map<String, Integer> counts = new HashMap<>();
        tokens.forEach(token -> counts.merge(token, 1, Integer::sum));
        return counts;
    }
}
