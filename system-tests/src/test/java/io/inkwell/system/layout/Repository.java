package io.inkwell.system.layout;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout is that these tests were started in. */
final class Repository {
    private Repository() {}

    /** The top folder: the nearest one upwards that has the launcher and the parent POM. */
    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("inkwell")) && Files.exists(folder.resolve("ot-engine/pom.xml")))
                return folder;
        }
        throw new IllegalStateException("the tests run outside of a checkout: " + Path.of("").toAbsolutePath());
    }
}
