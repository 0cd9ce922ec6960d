package io.inkwell.server.admin;

import io.inkwell.server.http.Problem;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** The parameters in the address of a request. An unknown one is refused: a misspelt one would otherwise silently mean something else. */
final class QueryFields {
    private final Map<String, String> values;

    private QueryFields(Map<String, String> values) {
        this.values = values;
    }

    static QueryFields read(Request request, Set<String> known) throws ProblemException {
        Fields fields;
        try {
            fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw new ProblemException(ProblemCode.BAD_REQUEST,
                    "The parameters in the address cannot be read. Encode them as UTF-8 with %.");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Fields.Field field : fields) {
            if (!known.contains(field.getName())) {
                throw refuse(field.getName(),
                        known.isEmpty()
                                ? "This address takes no parameters."
                                : "There is no such parameter. Possible are: "
                                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
            if (field.getValues().size() > 1)
                throw refuse(field.getName(), "The parameter is given more than once.");
            values.put(field.getName(), field.getValue());
        }
        return new QueryFields(values);
    }

    /** The value of a parameter, if it is there. */
    @Nullable
    String text(String name) {
        return values.get(name);
    }

    /**
     * The value of a parameter as a whole number.
     *
     * @throws ProblemException if it is there and is no number from {@code min} to {@code max}
     */
    long number(String name, long min, long max, long absent) throws ProblemException {
        @Nullable
        String text = values.get(name);
        if (text == null)
            return absent;
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                return number;
        } catch (NumberFormatException notANumber) {
            throw outOfRange(name, min, max);
        }
        throw outOfRange(name, min, max);
    }

    /** Refuses a parameter. */
    static ProblemException refuse(String name, String detail) {
        return new ProblemException(
                Problem.of(ProblemCode.INVALID_FIELD, detail).with("field", BodyFields.shown(name)));
    }

    private static ProblemException outOfRange(String name, long min, long max) {
        return refuse(name, "The parameter is a whole number from " + min + " to " + max + ".");
    }
}
