package io.inkwell.server.websocket;

import io.inkwell.server.documents.Member;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind an upgraded connection and what it may do.
 *
 * @param document the document
 * @param type what may be in it
 * @param title its title
 * @param person who
 * @param name what others see
 * @param colour "#rrggbb", for the caret
 * @param kind person or program
 * @param mayWrite whether it may edit
 * @param expiresAt from this moment on it may not even read; absent: no end
 */
record Admittance(DocumentId document, DocumentType type, String title, PersonId person, String name, String colour,
        Member.Kind kind, boolean mayWrite,
        @Nullable Instant expiresAt) {}
