package io.inkwell.server.admin;

import io.inkwell.ot.json.OpsJson;
import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.JsonText;
import io.inkwell.server.programs.Outcome;
import io.inkwell.sync.Commit;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Answers that tell which revision a request has become. */
final class StoredAnswer {
    private StoredAnswer() {}

    /** Whether the operation is told. */
    enum Operation {
        TOLD, LEFT_OUT
    }

    /**
     * An answer.
     *
     * @param outcome stored, or nothing to do
     * @param more writes further members
     */
    static HttpAnswer of(Outcome outcome, Operation operation, Consumer<JsonGenerator> more) {
        return HttpAnswer.of(200, HttpAnswer.JSON, JsonText.write(json -> {
            json.writeStartObject();
            switch (outcome) {
                case Outcome.Stored stored -> write(json, stored, operation);
                case Outcome.Nothing nothing -> json.writeNumberProperty("revision", nothing.headRevision());
                case Outcome.Refused _,Outcome.KeyReused _,Outcome.NotNow _,Outcome.Unknown _,Outcome.Gone _,Outcome.Damaged _ ->
                    throw new IllegalArgumentException("not stored: " + outcome);
            }
            more.accept(json);
            json.writeEndObject();
        })).withHeader(Api.CACHE_CONTROL, Api.NO_STORE);
    }

    private static void write(JsonGenerator json, Outcome.Stored stored, Operation operation) {
        Commit commit = stored.commit();
        json.writeNumberProperty("revision", commit.revision());
        json.writeStringProperty("chain", commit.chain().toString());
        json.writeStringProperty("at", Api.time(Instant.ofEpochMilli(commit.atMillis())));
        if (operation == Operation.TOLD) {
            json.writeName("ops");
            OpsJson.write(commit.op().ops(), json);
        }
        json.writeBooleanProperty("repeated", stored.occasion() == Outcome.Occasion.BEFORE);
    }

    /** Whether this very call stored something. */
    static boolean isNew(Outcome outcome) {
        return outcome instanceof Outcome.Stored stored && stored.occasion() == Outcome.Occasion.NOW;
    }

    /** Whether an earlier call with the same key stored it: what is not in the log is not known any more. */
    static boolean isRepeated(Outcome outcome) {
        return outcome instanceof Outcome.Stored stored && stored.occasion() == Outcome.Occasion.BEFORE;
    }
}
