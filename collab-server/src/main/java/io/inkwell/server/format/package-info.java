/**
 * A document in the formats of other programs: {@link io.inkwell.server.format.HtmlFormat} and
 * {@link io.inkwell.server.format.MarkdownFormat}. Both read the document line by line ({@link io.inkwell.server.format.Lines}), know only
 * the attributes of the table of document types, and leave out what they do not know. Pure: a document in, a text out.
 */
@NullMarked
package io.inkwell.server.format;

import org.jspecify.annotations.NullMarked;
