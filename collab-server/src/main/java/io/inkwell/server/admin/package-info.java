/**
 * The REST interface under {@code /api/v1}. {@link io.inkwell.server.admin.Api} lists every route and puts the parts together;
 * {@link io.inkwell.server.admin.ApiHandler} does for every request what is the same for all: find the route, find out who is asking, refuse
 * pages of other sites, turn every failure into a problem; the resources ({@code …Resource}) do the rest in a few lines each.
 *
 * <p>
 * Requests are read strictly ({@link io.inkwell.server.admin.BodyFields}, {@link io.inkwell.server.admin.QueryFields}): what is not understood
 * is refused by name, never ignored. Handlers block their thread, which is a virtual one.
 */
@org.jspecify.annotations.NullMarked
package io.inkwell.server.admin;
