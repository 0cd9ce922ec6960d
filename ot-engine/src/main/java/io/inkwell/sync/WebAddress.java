package io.inkwell.sync;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses may stand in a document. Everything not recognised is refused: a browser repairs addresses in ways that turn harmless
 * looking text into a script, so nothing that needs repair is let through.
 */
public final class WebAddress {
    /** The longest address, in UTF-16 code units. */
    static final int LENGTH_MAX = 2_048;

    /** A host and perhaps a port. No {@code @}, so no credentials; ASCII, as a browser writes international names. */
    private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

    /** White space, control characters, and characters that are invisible or turn the direction of writing. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\x00-\\x20\\x7f-\\xa0\\u00ad\\u061c\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff\\ufff9-\\ufffb]");

    private WebAddress() {}

    /** Whether a link may lead there: http, https or mailto, at most {@value #LENGTH_MAX} units, no credentials, nothing unseen. */
    public static boolean isLink(String url) {
        if (!isVisible(url)) {
            return false;
        }
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mailto:")) {
            return url.length() > "mailto:".length();
        }
        return isHttps(url) || (lower.startsWith("http://") && hasPlainAuthority(url, "http://".length()));
    }

    /** Whether it is an https address without credentials and with nothing unseen. */
    static boolean isHttps(String url) {
        return isVisible(url) && url.toLowerCase(Locale.ROOT).startsWith("https://")
                && hasPlainAuthority(url, "https://".length());
    }

    private static boolean isVisible(String url) {
        return url.length() <= LENGTH_MAX && !UNSEEN.matcher(url).find();
    }

    private static boolean hasPlainAuthority(String url, int from) {
        int end = from;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return AUTHORITY.matcher(url.substring(from, end)).matches();
    }
}
