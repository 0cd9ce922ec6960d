/**
 * How to try the laws on an engine of one's own: {@link io.inkwell.laws.example.Typewriter} is a small one,
 * {@link io.inkwell.laws.example.ForgetfulTypewriter} the same with a classic mistake, and
 * {@link io.inkwell.laws.example.FindThePlantedBug} finds it.
 */
@NullMarked
package io.inkwell.laws.example;

import org.jspecify.annotations.NullMarked;
