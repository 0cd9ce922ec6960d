package io.inkwell.server.config;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The optional file {@code limits.properties} in the data folder: one line {@code name=value} for every limit that shall differ from its
 * default, under the names of the components of {@link Limits}. An unknown name stops the start: a misspelt limit that is silently ignored
 * is no limit.
 */
public final class LimitsFile {
    /** The name of the file. */
    public static final String FILE_NAME = "limits.properties";

    private LimitsFile() {}

    /**
     * The limits with the file's values.
     *
     * @throws ConfigException if the file cannot be read, names an unknown limit or holds something else than whole numbers
     */
    public static Limits read(Path dataFolder) throws ConfigException {
        Path file = dataFolder.resolve(FILE_NAME);
        if (!Files.exists(file))
            return Limits.DEFAULT;
        Properties given = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            given.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
        return with(given, file);
    }

    /** The effective limits by name, in alphabetical order. */
    public static Map<String, Integer> print(Limits limits) {
        Map<String, Integer> values = new TreeMap<>();
        for (RecordComponent component : Limits.class.getRecordComponents()) {
            values.put(component.getName(), Limits.valueOf(component, limits));
        }
        return values;
    }

    private static Limits with(Properties given, Path file) throws ConfigException {
        RecordComponent[] components = Limits.class.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Object text = given.remove(components[i].getName());
            values[i] = text == null
                    ? Limits.valueOf(components[i], Limits.DEFAULT)
                    : number(components[i].getName(), text.toString(), file);
        }
        if (!given.isEmpty()) {
            throw new ConfigException(
                    "The file " + file + " names the limit \"" + given.stringPropertyNames().iterator().next()
                            + "\", which does not exist. Correct the name or remove the line.");
        }
        try {
            return Limits.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ConfigException("The limits in " + file + " do not work together: " + reason.getMessage() + ".",
                    e);
        }
    }

    private static int number(String name, String text, Path file) throws ConfigException {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new ConfigException(
                    "The file " + file + " sets " + name + " to \"" + text + "\", which is not a whole number.", e);
        }
    }
}
