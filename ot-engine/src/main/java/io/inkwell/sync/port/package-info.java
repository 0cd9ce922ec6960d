/**
 * What the state machines need from the outside. Every port blocks its caller, may be called from any thread, and is called on threads
 * that may wait (virtual threads), never by a state machine itself.
 *
 * <p>
 * Each port has one contract test that both the PostgreSQL implementation and the in-memory one of the tests pass.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.sync.port;
