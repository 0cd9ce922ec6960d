/**
 * The plainest engine that obeys every law: a document is a list of units, a change says what becomes of each unit and what is inserted
 * before it. Slow and obvious, to be read in one sitting and compared with.
 *
 * <p>In reading order: {@link io.inkwell.laws.model.Attributes}, {@link io.inkwell.laws.model.Unit}, {@link io.inkwell.laws.model.Fate},
 * {@link io.inkwell.laws.model.ModelDocument}, {@link io.inkwell.laws.model.ModelChange}, {@link io.inkwell.laws.model.ReferenceModel}
 * (the verbs). What they mean is what Quill Delta means, with priority for the committed side. {@link io.inkwell.laws.model.Quill} turns
 * documents and changes into the lists and maps of Quill's JSON and back, and prints that JSON;
 * {@link io.inkwell.laws.model.Agreement} compares another engine with the model.
 *
 * <p>All values are immutable.
 */
@NullMarked
package io.inkwell.laws.model;

import org.jspecify.annotations.NullMarked;
