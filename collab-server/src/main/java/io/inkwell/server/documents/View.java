package io.inkwell.server.documents;

import io.inkwell.sync.Presence;
import io.inkwell.sync.CommitWindow;

/**
 * An open document at one moment, as its connections see it: carets stand in the document at the window's head.
 *
 * @param window the newest commits
 * @param presence who is here
 */
public record View(CommitWindow window, Presence presence) {}
