/**
 * The algebra of changes to a document. Pure values and functions: no threads, clocks, randomness or input and output.
 *
 * <p>In reading order:
 * <ol>
 * <li>{@link io.inkwell.ot.Op}: one component of a change. Retain some units, perhaps changing their {@link io.inkwell.ot.Attributes};
 * insert text or an {@link io.inkwell.ot.Embed}; delete some units.
 * <li>{@link io.inkwell.ot.Ops}: a sequence of them in canonical form. This is what JSON carries ({@link io.inkwell.ot.json}) and what
 * the log stores.
 * <li>{@link io.inkwell.ot.Delta}: Ops bound to the length of a document. The verbs live here: <em>compose</em> (one after the other),
 * <em>transform</em> (side by side), <em>invert</em>, <em>transformPosition</em>.
 * <li>{@link io.inkwell.ot.Document}: the content at one revision. An edit gives a new document and shares what it did not touch.
 * <li>{@link io.inkwell.ot.Undo}: takes some changes of a log back and keeps the others.
 * </ol>
 *
 * <h2>Units</h2>
 * Every length and position counts UTF-16 code units, as Java and the browser do; an embed counts 1. A document is well-formed UTF-16
 * always: a change that would part a surrogate pair is refused ({@link io.inkwell.ot.SplitPairException}).
 *
 * <h2>Side by side</h2>
 * Two people change the same document d, and one of the two changes, E, was earlier in the log than the other, L. Both orders lead to the
 * same document:
 *
 * <pre>
 *                 d
 *               /   \
 *            E /     \ L
 *             /       \
 *            *         *
 *             \       /
 *    L over E  \     /  E under L
 *               \   /
 *                 *
 * </pre>
 *
 * {@code L.transformOver(E)} is L, rewritten to come after E; {@code E.transformUnder(L)} is E, rewritten to come after L. The earlier one
 * has priority, on both ways: its insert at the same place stays first, its value of the same attribute stays. No flag says so: the order
 * is in the verb.
 *
 * <p>As a story:
 *
 * {@snippet class="io.inkwell.ot.samples.TwoPeopleType" region="story"}
 *
 * All three hold {@code Inkwell}.
 *
 * <h2>Laws</h2>
 * With E and L concurrent, A, B and C consecutive, on a document d. They hold as values, in canonical form, not only in effect:
 * <ul>
 * <li>TP1: {@code E.compose(L.transformOver(E))} equals {@code L.compose(E.transformUnder(L))}.
 * <li>{@code d.apply(A).apply(B)} equals {@code d.apply(A.compose(B))}.
 * <li>{@code A.compose(B).compose(C)} equals {@code A.compose(B.compose(C))}.
 * <li>The identity is neutral in compose and in transform.
 * <li>{@code d.apply(A).apply(A.invert(d))} equals {@code d}.
 * <li>Positions keep their order, and go where a letter inserted there would go.
 * <li>Every verb takes and answers canonical form: neighbours merged, nothing empty, insert before delete at one place, attributes in
 * order of names, no removal on an insert, no plain retain at the end. Both sides of a connection transform the canonical form: the raw
 * one may come out elsewhere.
 * <li>A change refuses every document, and every other change, of another length, naming both.
 * </ul>
 *
 * <p><strong>Not a law:</strong> transforming over a composed history is not transforming over its parts one after the other. Document
 * {@code a}; in the log: insert {@code c} behind {@code a}, then delete {@code a}; pending: insert {@code n} in front of {@code a}. One
 * by one the result is {@code nc}; over both composed it is {@code cn}, because then c and n stand at the same place and c was earlier.
 * So wherever two sides must compute the same transform, they do it commit by commit.
 *
 * <p>The tables of the verbs are those of Quill Delta 5.1 (with priority for the committed side); a test compares random cases with that
 * library. The laws stand as code in a library of their own, {@code ot-laws}, with a plain model that this engine is compared with.
 *
 * <p>Thread safety: everything but the builders is immutable and may be shared. Every exception here says that a caller put together what
 * does not fit; no verb changes anything before it throws.
 */
@NullMarked
package io.inkwell.ot;

import org.jspecify.annotations.NullMarked;
