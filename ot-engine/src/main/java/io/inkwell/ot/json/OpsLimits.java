package io.inkwell.ot.json;

/**
 * How large an operation may be. All three are counted in canonical form: what merges counts once.
 *
 * @param operationBytesMax bytes of the canonical JSON
 * @param componentsMax ops
 * @param attributesPerComponentMax attributes of one op, removals included
 */
public record OpsLimits(int operationBytesMax, int componentsMax, int attributesPerComponentMax) {
    /** What a client may send. */
    public static final OpsLimits DEFAULT = new OpsLimits(524_288, 10_000, 16);

    /** For what this server wrote itself: stored operations and whole documents. */
    public static final OpsLimits UNLIMITED = new OpsLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
}
