/** Tests of the script that starts the program, with a JDK and a Maven that only say what they were asked. */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.launcher;
