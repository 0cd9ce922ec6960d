package io.inkwell.server.security;

import java.time.Duration;

/** The cookie that carries a person's key. Scripts cannot read it and no other site can make a browser send it. Immutable. */
public final class SessionCookie {
    /** Its name. */
    public static final String NAME = "inkwell_session";
    private static final Duration KEPT = Duration.ofDays(365);

    private final String attributes;

    /** @param secure whether browsers reach the server over https only, so that the cookie must never travel without it */
    public SessionCookie(boolean secure) {
        this.attributes = "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "") + "; Max-Age=";
    }

    /** The value of a {@code Set-Cookie} field that keeps a key for a year. */
    public String keep(PersonKey key) {
        return NAME + "=" + key.text() + attributes + KEPT.toSeconds();
    }

    /** The value of a {@code Set-Cookie} field that makes the browser forget the key. */
    public String forget() {
        return NAME + "=" + attributes + "0";
    }
}
