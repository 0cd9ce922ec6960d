/** The layout of the house as ARCHITECTURE.md tells it, and whether every test that is written is also run. */
@org.jspecify.annotations.NullMarked
package io.inkwell.system.layout;
