package io.inkwell.client;

import io.inkwell.protocol.Limits;
import io.inkwell.protocol.Role;
import io.inkwell.sync.DocumentType;

/**
 * What the server told when it last let the client in.
 *
 * @param displayId the client as others see it
 * @param role what the client may do
 * @param type what may be in the document
 * @param title the document's title
 * @param limits what the server takes
 */
public record DocumentInfo(int displayId, Role role, DocumentType type, String title, Limits limits) {}
