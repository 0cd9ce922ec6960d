package io.inkwell.sync;

import java.util.regex.Pattern;

/** Which images a document may show: the operator's choice. */
public enum ImagePolicy {
    /** Only images that were uploaded to this server: {@code /uploads/…}. */
    OWN_UPLOADS,
    /** Also images from anywhere, by https. Whoever opens the document then tells that place so. */
    OWN_UPLOADS_AND_HTTPS;

    /** Segments of harmless characters that do not start with a dot: no way to climb out of the folder. */
    private static final Pattern UPLOAD = Pattern.compile("/uploads(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    /** Whether an image may have this address. */
    public boolean allows(String url) {
        return url.length() <= WebAddress.LENGTH_MAX
                && (UPLOAD.matcher(url).matches() || (this == OWN_UPLOADS_AND_HTTPS && WebAddress.isHttps(url)));
    }
}
