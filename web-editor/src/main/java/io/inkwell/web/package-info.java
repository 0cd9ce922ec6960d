/**
 * The pages of the editor. This module is TypeScript: its jar holds the built pages as resources below {@code /web}, and no Java but this
 * page. The tests beside it need both languages: Java, and JavaScript run by Node.js.
 */
@NullMarked
package io.inkwell.web;

import org.jspecify.annotations.NullMarked;
