/**
 * The laws of operational transform, for any engine and any type of document.
 *
 * <p>In reading order:
 * <ol>
 * <li>{@link io.inkwell.laws.OtEngine}: what the kit asks of an engine. Three verbs are needed (apply, and the two ways to transform); the
 * others belong to laws that need not be claimed.
 * <li>{@link io.inkwell.laws.Law}: the laws, each with its equation.
 * <li>{@link io.inkwell.laws.Laws}: the laws as methods. A broken one throws {@link io.inkwell.laws.BrokenLawError}, whose message tells
 * the document, the changes, both ways, and where they part.
 * <li>{@link io.inkwell.laws.Sample}: a document and two runs of changes made to it side by side: what was committed, and what somebody
 * else made meanwhile.
 * </ol>
 *
 * <p>{@link io.inkwell.laws.model} is the plainest engine that obeys every law, to compare another one with; {@link io.inkwell.laws.cases}
 * draws samples for jqwik or from a seed, and lists every sample of a small world.
 *
 * <p><strong>No law</strong> says that transforming over a composed history is transforming over its parts one after the other: no engine
 * whose inserts at the same place have an order can keep that (a test of this module shows it for the model). Two sides that must compute
 * the same transform do it one change at a time.
 *
 * <p>Thread safety: everything here is as safe as the engine that is asked.
 */
@NullMarked
package io.inkwell.laws;

import org.jspecify.annotations.NullMarked;
