/**
 * What can be told about a history, what keeps it trustworthy, and changes that are made out of it. Pure or blocking on ports; no clock, thread,
 * socket or SQL.
 *
 * <p>
 * Questions: {@link io.inkwell.history.EditingSessions} groups revisions as people remember them, by the pauses between them.
 *
 * <p>
 * Trust: {@link io.inkwell.history.Inspector} goes through a stored document from its first revision on and names the first that is wrong as a
 * {@link io.inkwell.history.Finding}. The chain alone proves that nothing was changed by somebody who did not compute it anew; a
 * {@link io.inkwell.history.Checkpoint} kept elsewhere proves the rest, and {@link io.inkwell.history.RevisionProof} proves a single revision
 * against one.
 *
 * <p>
 * Who did what: {@link io.inkwell.history.AttributedChange} is a change that says of each piece who made it, and composes;
 * {@link io.inkwell.history.Blame} says whose every unit of a document is, {@link io.inkwell.history.Difference} what happened between two
 * revisions. {@link io.inkwell.history.Attribution} answers both out of blocks of revisions composed beforehand, and
 * {@link io.inkwell.history.BlockSnapshots} finds any past document by the same blocks.
 *
 * <p>
 * Carrying away: {@link io.inkwell.history.DocumentFileWriter} writes a document with its whole history into one file, which
 * {@link io.inkwell.history.DocumentFileReader} reads back without trusting it. {@link io.inkwell.history.Filler} is what stands in the place of a
 * redacted operation, {@link io.inkwell.history.ThinningRule} says which snapshots are kept.
 *
 * <p>
 * Changes to the head, each to be submitted like every edit: {@link io.inkwell.history.Transition} leads from one document to another (a past
 * state brought back), {@link io.inkwell.history.TakingBack} takes back what some did and keeps the rest, {@link io.inkwell.history.Replacing} and
 * {@link io.inkwell.history.Appending} are what a program asks for in words instead of operations.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.history;
