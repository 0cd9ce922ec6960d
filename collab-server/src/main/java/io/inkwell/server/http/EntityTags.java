package io.inkwell.server.http;

import org.jspecify.annotations.Nullable;

/** Compares entity tags (RFC 9110, section 8.8.3). */
public final class EntityTags {
    private EntityTags() {}

    /**
     * Whether an {@code If-None-Match} field names this tag, by weak comparison: the mark a compressing handler adds to a tag is ignored.
     *
     * @param ifNoneMatch the field's value, if the request has one
     * @param tag the quoted tag of what would be sent
     */
    public static boolean matches(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null)
            return false;
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String plain = candidate.strip();
            if (plain.startsWith("W/"))
                plain = plain.substring(2);
            if (plain.equals("*") || plain.equals(tag) || plain.equals(tag.substring(0, tag.length() - 1) + "--gzip\""))
                return true;
        }
        return false;
    }
}
