/** What people see and do: real pages in a real Chromium, served by a real server. */
@NullMarked
package io.inkwell.system.browser;

import org.jspecify.annotations.NullMarked;
