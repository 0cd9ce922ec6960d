package io.inkwell.server.admin;

import io.inkwell.server.http.HttpAnswer;
import io.inkwell.server.http.ProblemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the content of a document is written down. */
enum ContentFormat {
    /** The operations that make it, with what proves them. */
    DELTA(HttpAnswer.JSON, ".json"),
    /** Its text alone. */
    TEXT(HttpAnswer.TEXT, ".txt"),
    /** CommonMark. */
    MARKDOWN("text/markdown;charset=utf-8", ".md"),
    /** A page for a browser. */
    HTML("text/html;charset=utf-8", ".html");

    private final String contentType;
    private final String fileEnding;

    ContentFormat(String contentType, String fileEnding) {
        this.contentType = contentType;
        this.fileEnding = fileEnding;
    }

    /** The content type of an answer. */
    String contentType() {
        return contentType;
    }

    /** How the name of a file ends, with the dot. */
    String fileEnding() {
        return fileEnding;
    }

    /** The name as it stands in addresses. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of that name; {@link #DELTA} without one.
     *
     * @throws ProblemException if there is no such format
     */
    static ContentFormat of(String parameter, @Nullable String name) throws ProblemException {
        if (name == null)
            return DELTA;
        for (ContentFormat format : values()) {
            if (format.wireName().equals(name))
                return format;
        }
        throw QueryFields.refuse(parameter, "The format is \"delta\", \"text\", \"markdown\" or \"html\".");
    }
}
