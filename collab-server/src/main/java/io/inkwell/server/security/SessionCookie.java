package io.inkwell.server.security;

import java.time.Duration;

/**
 * The cookie that carries a person's key. Scripts cannot read it and no other site can make a browser send it. It is not marked
 * {@code Secure}, because the server speaks plain HTTP on this computer.
 */
public final class SessionCookie {
    /** Its name. */
    public static final String NAME = "inkwell_session";
    private static final Duration KEPT = Duration.ofDays(365);
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict; Max-Age=";

    private SessionCookie() {}

    /** The value of a {@code Set-Cookie} field that keeps a key for a year. */
    public static String keep(PersonKey key) {
        return NAME + "=" + key.text() + ATTRIBUTES + KEPT.toSeconds();
    }

    /** The value of a {@code Set-Cookie} field that makes the browser forget the key. */
    public static String forget() {
        return NAME + "=" + ATTRIBUTES + "0";
    }
}
