/**
 * Changes as JSON, in the shape of Quill Delta: {@code [{"retain":2},{"insert":"a","attributes":{"bold":true}},{"delete":1}]}.
 *
 * <p>{@link io.inkwell.ot.json.OpsJson} reads and writes. Two promises meet here:
 * <ul>
 * <li><em>Strict in what comes in.</em> An integer is an integer token, not {@code 5.0}, {@code 1e2} or {@code "5"}; an unknown key, a
 * name given twice, a text that UTF-8 or a database would mangle is refused with a {@link io.inkwell.ot.json.Problem}. Only differences
 * of writing are accepted and put right: order, merging, empty components. The limits ({@link io.inkwell.ot.json.OpsLimits}) count what
 * is left after that.
 * <li><em>One form of what goes out.</em> Equal changes have equal bytes, in Java and in a browser, so bytes can be hashed and compared.
 * </ul>
 *
 * <p>The files in the folder {@code conformance} show both, case by case. This is the only package of the engine that knows a JSON
 * library.
 */
@NullMarked
package io.inkwell.ot.json;

import org.jspecify.annotations.NullMarked;
