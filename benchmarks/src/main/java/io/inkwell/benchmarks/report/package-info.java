/**
 * The comparison: runs every measure for Inkwell and for the others in turns, on the same inputs, and makes a table of the ratios.
 * {@link io.inkwell.benchmarks.report.Comparison} is the program; {@link io.inkwell.benchmarks.report.Measures} says what is measured and
 * {@link io.inkwell.benchmarks.report.Targets} what is wanted.
 */
@NullMarked
package io.inkwell.benchmarks.report;

import org.jspecify.annotations.NullMarked;
