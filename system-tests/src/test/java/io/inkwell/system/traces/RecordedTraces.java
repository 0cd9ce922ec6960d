package io.inkwell.system.traces;

import io.inkwell.server.replay.Plan;
import io.inkwell.server.replay.Trace;
import io.inkwell.server.replay.TraceException;
import io.inkwell.server.replay.TraceReader;
import io.inkwell.system.Program;
import java.nio.file.Path;

/** The recorded traces among the resources of the tests. */
public enum RecordedTraces {
    /** Somebody edits a Svelte component: 18,335 transactions. */
    SVELTE_COMPONENT("sveltecomponent.json.gz"),
    /** Somebody edits a Rust source file: 36,981 transactions. */
    RUST_CODE("rustcode.json.gz");

    private final String file;

    RecordedTraces(String file) {
        this.file = file;
    }

    /** The file of this trace. */
    public Path path() {
        return Program.projectFolder().resolve("system-tests/src/test/resources/traces").resolve(file);
    }

    /** The trace as it was recorded. */
    public Trace read() throws TraceException {
        return TraceReader.read(path());
    }

    /** The trace dealt to so many clients. */
    public Plan plan(int clients) throws TraceException {
        return Plan.of(read(), clients);
    }
}
