/**
 * What the program was told at the start: {@link io.inkwell.server.config.ServerConfig} (address, folder, database) and in it
 * {@link io.inkwell.server.config.Limits}, the one place where every limit of the server stands, with its unit last in its name. All values
 * are immutable; nothing here reads the environment while the server runs.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.config;
