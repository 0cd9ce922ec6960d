package io.inkwell.system.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of the table of rooms in ARCHITECTURE.md that names a package.
 *
 * @param name the package
 * @param mayImport the packages of ours that it may import; ignored if it may import everything
 * @param mayImportEverything whether there is no such limit
 */
record Room(String name, List<String> mayImport, boolean mayImportEverything) {
    private static final Pattern NAME = Pattern.compile("`((?:io\\.inkwell|…server)[a-z.]*)`");
    private static final Pattern IMPORT = Pattern.compile("`([…a-z.]+)`");
    private static final int COLUMNS = 4;

    /** All lines of the page that name a package. */
    static List<Room> ofThePage() throws IOException {
        return Files.readAllLines(Repository.root().resolve("ARCHITECTURE.md")).stream()
                .map(line -> line.split("\\|", -1)).filter(cells -> cells.length > COLUMNS)
                .flatMap(cells -> NAME.matcher(cells[1]).results()
                        .map(name -> new Room(whole(name.group(1)), imports(cells[3]),
                                cells[3].strip().equals("everything"))))
                .toList();
    }

    /** Its own name and those of the packages that it may import. */
    String[] withWhatItMayImport() {
        return Stream.concat(Stream.of(name), mayImport.stream()).toArray(String[]::new);
    }

    private static List<String> imports(String cell) {
        return IMPORT.matcher(cell).results().map(found -> whole(found.group(1))).toList();
    }

    private static String whole(String name) {
        if (name.startsWith("…"))
            return "io.inkwell." + name.substring(1);
        return name.startsWith("io.inkwell.") ? name : "io.inkwell." + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
