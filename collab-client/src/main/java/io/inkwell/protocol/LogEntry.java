package io.inkwell.protocol;

import io.inkwell.ot.Ops;
import io.inkwell.ot.json.OpsJson;
import io.inkwell.sync.Commit;
import io.inkwell.sync.CommitKind;
import io.inkwell.sync.SubmissionId;
import java.util.Arrays;

/** A piece of the history on the wire. */
public sealed interface LogEntry {
    /** The revision the document stands at before this entry. */
    long from();

    /** The revision the document stands at after this entry. */
    long to();

    /** The operation from the document at {@link #from} to the document at {@link #to}. */
    Ops ops();

    /** One revision. Everything that its chain covers is in it. */
    final class Change implements LogEntry {
        private final long revision;
        private final CommitKind kind;
        private final SubmissionId id;
        private final long atMillis;
        private final Ops ops;
        private final byte[] canonicalOps;

        private Change(long revision, CommitKind kind, SubmissionId id, long atMillis, Ops ops, byte[] canonicalOps) {
            this.revision = revision;
            this.kind = kind;
            this.id = id;
            this.atMillis = atMillis;
            this.ops = ops;
            this.canonicalOps = canonicalOps;
        }

        /** A revision as the log stores it; its bytes are written to the wire as they are. */
        public static Change of(Commit commit) {
            return new Change(commit.revision(), commit.kind(), commit.id(), commit.atMillis(), commit.op().ops(),
                    commit.opBytes());
        }

        /** A revision as read from the wire. */
        public static Change of(long revision, CommitKind kind, SubmissionId id, long atMillis, Ops ops) {
            return new Change(revision, kind, id, atMillis, ops, OpsJson.write(ops));
        }

        /** The number of the revision. */
        public long revision() {
            return revision;
        }

        /** What it is. */
        public CommitKind kind() {
            return kind;
        }

        /** Whose submission it is. */
        public SubmissionId id() {
            return id;
        }

        /** When it was made, milliseconds since 1970. */
        public long atMillis() {
            return atMillis;
        }

        @Override
        public long from() {
            return revision - 1;
        }

        @Override
        public long to() {
            return revision;
        }

        @Override
        public Ops ops() {
            return ops;
        }

        /** The canonical UTF-8 JSON of {@link #ops}; shared, not to be changed. */
        public byte[] canonicalOps() {
            return canonicalOps;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Change that && revision == that.revision && kind.equals(that.kind)
                    && id.equals(that.id)
                    && atMillis == that.atMillis && Arrays.equals(canonicalOps, that.canonicalOps);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(revision) * 31 + id.hashCode();
        }

        /** Number, kind and key; never the text. */
        @Override
        public String toString() {
            return "Change[" + revision + " " + kind + " " + id.displayId() + "/" + id.seq() + "]";
        }
    }

    /**
     * Several revisions as one operation, in a catch-up: taken over, not proved by the chain.
     *
     * @param from the revision before the first
     * @param to the last revision
     * @param ops their composition
     */
    record Composed(long from, long to, Ops ops) implements LogEntry {}
}
