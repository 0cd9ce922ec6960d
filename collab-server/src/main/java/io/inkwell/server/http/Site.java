package io.inkwell.server.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The static files of the editor, read once from the folder {@code web} of the class path: a fixed map from path to content, so no request
 * can reach any other file. Immutable.
 */
public final class Site {
    private static final String INDEX = "/index.html";
    private static final String NO_CACHE = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("js", "text/javascript;charset=utf-8"), Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"), Map.entry("ico", "image/x-icon"), Map.entry("woff2", "font/woff2"),
            Map.entry("json", "application/json"), Map.entry("map", "application/json"),
            Map.entry("txt", "text/plain;charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"));

    private final Map<String, StaticFile> files;

    private Site(Map<String, StaticFile> files) {
        this.files = files;
    }

    /**
     * The site of the class path; a single page that explains what is missing if the program was built without it.
     *
     * @throws IOException if the files are there and cannot be read
     */
    public static Site ofClassPath() throws IOException {
        @Nullable
        URL index = Site.class.getResource("/web" + INDEX);
        if (index == null)
            return missing();
        URI folder;
        try {
            folder = index.toURI().resolve(".");
            if (index.getProtocol().equals("jar")) {
                String jar = index.toString();
                try (FileSystem jarFiles = FileSystems.newFileSystem(URI.create(jar.substring(0, jar.indexOf("!/"))),
                        Map.of())) {
                    return ofFolder(jarFiles.getPath("/web"));
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException("the class path holds an address that cannot be read: " + index, e);
        }
        return ofFolder(Path.of(folder));
    }

    /**
     * The site in a folder.
     *
     * @throws IOException if it cannot be read
     */
    static Site ofFolder(Path folder) throws IOException {
        Map<String, StaticFile> files = new LinkedHashMap<>();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.filter(Files::isRegularFile).toList();
        }
        for (Path path : paths) {
            String name = "/" + folder.relativize(path).toString().replace('\\', '/');
            byte[] body = Files.readAllBytes(path);
            files.put(name, new StaticFile(contentType(name), name.startsWith("/assets/") ? FOR_EVER : NO_CACHE,
                    entityTag(body), body));
        }
        return new Site(files);
    }

    /** What is at a path, if anything is. {@code /} and {@code /d/{id}} are the same page. */
    @Nullable
    StaticFile find(String path) {
        if (path.equals("/") || path.matches("/d/[A-Za-z0-9_-]{1,64}"))
            return files.get(INDEX);
        return files.get(path);
    }

    private static Site missing() {
        byte[] page = MissingPage.HTML;
        return new Site(Map.of(INDEX, new StaticFile("text/html;charset=utf-8", "no-store", entityTag(page), page)));
    }

    private static String contentType(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return CONTENT_TYPES.getOrDefault(extension, "application/octet-stream");
    }

    private static String entityTag(byte[] body) {
        try {
            return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
