/**
 * The inputs: texts, operations and recorded traces. All come from fixed seeds, so that every run and every library measures the same;
 * {@link io.inkwell.benchmarks.cases.CaseFile} writes them down for the libraries on Node.js, with the results that are expected.
 */
@NullMarked
package io.inkwell.benchmarks.cases;

import org.jspecify.annotations.NullMarked;
