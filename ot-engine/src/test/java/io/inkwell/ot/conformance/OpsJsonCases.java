package io.inkwell.ot.conformance;

import static io.inkwell.ot.conformance.OpsJsonCase.accepted;
import static io.inkwell.ot.conformance.OpsJsonCase.refused;
import static io.inkwell.ot.conformance.OpsJsonCase.tokens;

import io.inkwell.ot.json.Problem;
import java.util.ArrayList;
import java.util.List;

/** The table of what arrives as an operation and what it gets: written to the conformance file and run by the tests of the reader. */
final class OpsJsonCases {
    private static final int MAX_INT = Integer.MAX_VALUE;
    private static final List<String> RESERVED_NAMES = List.of("__proto__", "constructor", "prototype", "toString",
            "valueOf", "hasOwnProperty",
            "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "__defineGetter__", "__defineSetter__",
            "__lookupGetter__",
            "__lookupSetter__");

    private OpsJsonCases() {}

    static List<OpsJsonCase> all() {
        var cases = new ArrayList<OpsJsonCase>();
        cases.addAll(canonicalForms());
        cases.addAll(notJson());
        cases.addAll(notComponents());
        cases.addAll(lengths());
        cases.addAll(characters());
        cases.addAll(attributes());
        cases.addAll(embeds());
        cases.addAll(submissions());
        return cases;
    }

    private static List<OpsJsonCase> canonicalForms() {
        return List.of(accepted("nothing", "[]", "[]"),
                accepted("white space", " [ { \"retain\" : 1 } , { \"insert\" : \"a\" } ]\n",
                        "[{\"retain\":1},{\"insert\":\"a\"}]"),
                accepted("zero lengths and an empty text",
                        "[{\"retain\":0},{\"delete\":0},{\"insert\":\"\"},{\"delete\":1}]", "[{\"delete\":1}]"),
                accepted("an empty text with attributes", "[{\"insert\":\"\",\"attributes\":{\"bold\":true}}]", "[]"),
                accepted("minus zero", "[{\"retain\":-0},{\"delete\":1}]", "[{\"delete\":1}]"),
                accepted("inserts that merge", "[{\"insert\":\"a\"},{\"insert\":\"b\"}]", "[{\"insert\":\"ab\"}]"),
                accepted("inserts of different attributes do not merge",
                        "[{\"insert\":\"a\"},{\"insert\":\"b\",\"attributes\":{\"bold\":true}}]",
                        "[{\"insert\":\"a\"},{\"insert\":\"b\",\"attributes\":{\"bold\":true}}]"),
                accepted("retains that merge", "[{\"retain\":1},{\"retain\":2},{\"delete\":1}]",
                        "[{\"retain\":3},{\"delete\":1}]"),
                accepted("deletes that merge around an insert", "[{\"delete\":1},{\"insert\":\"a\"},{\"delete\":2}]",
                        "[{\"insert\":\"a\"},{\"delete\":3}]"),
                accepted("inserts that merge around a delete", "[{\"insert\":\"a\"},{\"delete\":1},{\"insert\":\"b\"}]",
                        "[{\"insert\":\"ab\"},{\"delete\":1}]"),
                accepted("delete before insert", "[{\"retain\":1},{\"delete\":1},{\"insert\":\"a\"}]",
                        "[{\"retain\":1},{\"insert\":\"a\"},{\"delete\":1}]"),
                accepted("a plain retain at the end", "[{\"insert\":\"a\"},{\"retain\":7}]", "[{\"insert\":\"a\"}]"),
                accepted("plain retains at the end", "[{\"retain\":7},{\"retain\":7,\"attributes\":{}}]", "[]"),
                accepted("a formatting retain at the end", "[{\"retain\":7,\"attributes\":{\"bold\":null}}]",
                        "[{\"retain\":7,\"attributes\":{\"bold\":null}}]"),
                accepted("no attributes", "[{\"insert\":\"a\",\"attributes\":{}}]", "[{\"insert\":\"a\"}]"),
                accepted("attributes before the insert", "[{\"attributes\":{\"bold\":true},\"insert\":\"a\"}]",
                        "[{\"insert\":\"a\",\"attributes\":{\"bold\":true}}]"),
                accepted("attributes in another order",
                        "[{\"insert\":\"a\",\"attributes\":{\"link\":\"http://u\",\"bold\":true}}]",
                        "[{\"insert\":\"a\",\"attributes\":{\"bold\":true,\"link\":\"http://u\"}}]"),
                accepted("attribute names by code unit",
                        "[{\"retain\":1,\"attributes\":{\"\\ue000\":1,\"\\ud83d\\ude00\":2,\"b\":3,\"B\":4}}]",
                        "[{\"retain\":1,\"attributes\":{\"B\":4,\"b\":3,\"\uD83D\uDE00\":2,\"\uE000\":1}}]"),
                accepted("a removal on an insert",
                        "[{\"insert\":\"a\",\"attributes\":{\"bold\":null}},{\"insert\":\"b\"}]",
                        "[{\"insert\":\"ab\"}]"),
                accepted("a removal on an embed", "[{\"insert\":{\"divider\":true},\"attributes\":{\"alt\":null}}]",
                        "[{\"insert\":{\"divider\":true}}]"));
    }

    private static List<OpsJsonCase> notJson() {
        var cases = new ArrayList<OpsJsonCase>();
        for (String input : List.of("", " ", "[", "{", "[{", "]", "[]]", "[] []", "[]x", "\uFEFF[]", "[/* */]",
                "// \n[]", "['a']", "[,]",
                "[{\"retain\":1},]", "[{\"retain\":1,}]", "[{retain:1}]", "[{\"retain\":01}]", "[{\"retain\":+1}]",
                "[{\"retain\":0x1}]",
                "[{\"retain\":NaN}]", "[{\"retain\":Infinity}]", "[{\"retain\":-Infinity}]", "[{\"retain\":1.}]",
                "[{\"retain\":.5}]",
                "[{\"retain\":1e}]", "[{\"retain\":undefined}]", "[{\"insert\":\"a}]", "[{\"insert\":\"a\nb\"}]",
                "[{\"insert\":\"\\x41\"}]",
                "[{\"insert\":\"\\u12\"}]", "[{\"insert\":True}]")) {
            cases.add(refused(Problem.SYNTAX, "not JSON: " + input.replace('\n', ' ').replace('\uFEFF', '?'), input));
        }
        return cases;
    }

    private static List<OpsJsonCase> notComponents() {
        var cases = new ArrayList<OpsJsonCase>();
        for (String input : List.of("null", "{}", "\"x\"", "7", "true", "[null]", "[1]", "[\"a\"]", "[[]]",
                "[[{\"retain\":1}]]", "[{}]",
                "[{\"attributes\":{}}]", "[{\"attributes\":{\"bold\":true}}]", "[{\"insert\":\"a\",\"delete\":1}]",
                "[{\"insert\":\"a\",\"retain\":1}]", "[{\"retain\":1,\"delete\":1}]",
                "[{\"insert\":\"a\",\"retain\":1,\"delete\":1}]",
                "[{\"insert\":\"a\",\"author\":7}]", "[{\"retain\":1,\"Attributes\":{}}]", "[{\"INSERT\":\"a\"}]",
                "[{\"retain \":1}]",
                "[{\"insert\":null}]", "[{\"insert\":5}]", "[{\"insert\":true}]", "[{\"insert\":[\"a\"]}]",
                "[{\"retain\":{\"image\":{}}}]",
                "[{\"insert\":\"a\",\"attributes\":null}]", "[{\"insert\":\"a\",\"attributes\":[]}]",
                "[{\"insert\":\"a\",\"attributes\":\"bold\"}]",
                "[{\"insert\":\"a\",\"attributes\":true}]", "[{\"delete\":1,\"attributes\":{}}]",
                "[{\"attributes\":{\"bold\":true},\"delete\":1}]",
                "[{\"delete\":0,\"attributes\":{\"bold\":null}}]")) {
            cases.add(refused(Problem.SYNTAX, "not an operation: " + input, input));
        }
        cases.add(tokens("the same verb twice", "[{\"retain\":1,\"retain\":1}]"));
        cases.add(tokens("attributes twice", "[{\"insert\":\"a\",\"attributes\":{},\"attributes\":{}}]"));
        cases.add(tokens("the same attribute twice",
                "[{\"insert\":\"a\",\"attributes\":{\"bold\":true,\"bold\":true}}]"));
        cases.add(tokens("the same embed twice", "[{\"insert\":{\"image\":\"u\",\"image\":\"u\"}}]"));
        cases.add(tokens("a name of 257 letters",
                "[{\"insert\":\"a\",\"attributes\":{\"" + "n".repeat(257) + "\":true}}]"));
        return cases;
    }

    private static List<OpsJsonCase> lengths() {
        var cases = new ArrayList<OpsJsonCase>();
        for (String verb : List.of("retain", "delete")) {
            for (String length : List.of("-1", "-2147483649", "-9007199254740993", "1.5", "\"5\"", "true", "false",
                    "null", "[]", "{}", "1e400")) {
                cases.add(refused(Problem.SYNTAX, verb + " " + length, "[{\"" + verb + "\":" + length + "}]"));
            }
            for (String length : List.of("1e2", "5.0", "0.0", "1E0", "12345678901234567890", "9".repeat(1_001))) {
                cases.add(tokens(verb + " " + length.substring(0, Math.min(20, length.length())),
                        "[{\"" + verb + "\":" + length + "}]"));
            }
            for (String length : List.of("2147483648", "4294967297", "9007199254740993", "999999999999999999")) {
                cases.add(refused(Problem.RANGE, verb + " " + length, "[{\"" + verb + "\":" + length + "}]"));
            }
        }
        cases.add(refused(Problem.RANGE, "two retains of 2^30",
                "[{\"retain\":1073741824},{\"retain\":1073741824},{\"insert\":\"a\"}]"));
        cases.add(refused(Problem.RANGE, "a retain and a delete over an int",
                "[{\"delete\":" + MAX_INT + "},{\"retain\":1}]"));
        cases.add(refused(Problem.RANGE, "a sum of 2^32 + 1",
                "[{\"retain\":" + MAX_INT + "},{\"retain\":" + MAX_INT + "},{\"retain\":3}]"));
        cases.add(accepted("the greatest retain", "[{\"retain\":" + MAX_INT + "},{\"insert\":\"a\"}]",
                "[{\"retain\":" + MAX_INT + "},{\"insert\":\"a\"}]"));
        cases.add(accepted("the greatest delete", "[{\"delete\":" + MAX_INT + "}]", "[{\"delete\":" + MAX_INT + "}]"));
        return cases;
    }

    private static List<OpsJsonCase> characters() {
        var cases = new ArrayList<OpsJsonCase>();
        for (String escape : List.of("\\u0000", "\\u0001", "\\b", "\\u000b", "\\f", "\\r", "\\u001f", "\\ufffe",
                "\\uffff", "\\ud83d", "\\ude00",
                "\\ud83d\\ud83d", "\\ude00\\ud83d", "\uD83D", "\uDE00")) {
            cases.add(refused(Problem.TEXT, "insert " + name(escape), "[{\"insert\":\"a" + escape + "b\"}]"));
        }
        for (String escape : List.of("\\u0000", "\\ufffe", "\\uffff", "\\ud83d", "\\ude00")) {
            String name = "[{\"retain\":1,\"attributes\":{\"a" + escape + "\":true}}]";
            String type = "[{\"insert\":{\"a" + escape + "\":true}}]";
            if (escape.startsWith("\\ud")) {
                cases.add(tokens("attribute name " + name(escape), name));
                cases.add(tokens("embed type " + name(escape), type));
            } else {
                cases.add(refused(Problem.TEXT, "attribute name " + name(escape), name));
                cases.add(refused(Problem.TEXT, "embed type " + name(escape), type));
            }
            cases.add(refused(Problem.TEXT, "attribute value " + name(escape),
                    "[{\"retain\":1,\"attributes\":{\"link\":\"" + escape + "\"}}]"));
            cases.add(refused(Problem.TEXT, "embed value " + name(escape),
                    "[{\"insert\":{\"image\":\"" + escape + "\"}}]"));
        }
        for (String text : List.of("\\t", "\\n", "\u007F", "\u0085", "\u00A0", "\u200B", "\u202E", "\u2066", "\u2028",
                "\uFEFF", "\uFDD0", "\uFFFC",
                "\uFFFD", "\uD83D\uDE00", "\uDBFF\uDFFF", "\uDB40\uDC41", "e\u0301", "\u00E9",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "<script>", "{{7*7}}", "=HYPERLINK(1)", "\\\"", "\\\\", "/")) {
            cases.add(accepted("insert " + name(text), "[{\"insert\":\"" + text + "\"}]",
                    "[{\"insert\":\"" + text + "\"}]"));
        }
        cases.add(accepted("escapes that need none", "[{\"insert\":\"\\u0061\\/\\u00e9\\ud83d\\ude00\\u000a\"}]",
                "[{\"insert\":\"a/\u00E9\uD83D\uDE00\\n\"}]"));
        cases.add(accepted("halves of a pair, one escaped", "[{\"insert\":\"\uD83D" + "\\ude00\"}]",
                "[{\"insert\":\"\uD83D\uDE00\"}]"));
        cases.add(refused(Problem.TEXT, "halves of a pair in two components",
                "[{\"insert\":\"\\ud83d\"},{\"insert\":\"\\ude00\"}]"));
        return cases;
    }

    private static List<OpsJsonCase> attributes() {
        var cases = new ArrayList<OpsJsonCase>();
        for (String name : RESERVED_NAMES) {
            cases.add(refused(Problem.ATTRIBUTE_KEY, "attribute " + name,
                    "[{\"insert\":\"a\",\"attributes\":{\"" + name + "\":true}}]"));
        }
        cases.add(refused(Problem.ATTRIBUTE_KEY, "removal of a reserved name",
                "[{\"retain\":1,\"attributes\":{\"__proto__\":null}}]"));
        cases.add(refused(Problem.ATTRIBUTE_KEY, "attribute without a name",
                "[{\"retain\":1,\"attributes\":{\"\":true}}]"));
        for (String value : List.of("{}", "{\"a\":1}", "[]", "[true]", "1.5", "-0.5", "9007199254740992",
                "-9007199254740992", "99999999999999999",
                "\"\\u0001javascript:\"", "\"\\r\"")) {
            cases.add(refused(Problem.ATTRIBUTE_VALUE, "attribute value " + value,
                    "[{\"retain\":1,\"attributes\":{\"bold\":" + value + "}}]"));
        }
        for (String value : List.of("1.0", "1e0", "10E-1")) {
            cases.add(new OpsJsonCase("attribute value " + value,
                    "[{\"retain\":1,\"attributes\":{\"header\":" + value + "}}]",
                    OpsJsonCase.Kind.TOKENS, Problem.ATTRIBUTE_VALUE, null));
        }
        for (String value : List.of("true", "false", "0", "-7", "9007199254740991", "-9007199254740991", "\"\"",
                "\"a b\"", "\"\\t\\n\"")) {
            String op = "[{\"retain\":1,\"attributes\":{\"any\":" + value + "}}]";
            cases.add(accepted("attribute value " + value, op, op));
        }
        return cases;
    }

    private static List<OpsJsonCase> embeds() {
        var cases = new ArrayList<OpsJsonCase>();
        for (String embed : List.of("{}", "{\"image\":\"u\",\"alt\":\"x\"}", "{\"image\":{}}",
                "{\"image\":{\"src\":\"u\"}}", "{\"image\":[]}",
                "{\"image\":null}", "{\"image\":1.5}", "{\"image\":9007199254740992}", "{\"image\":\"\\u0001\"}",
                "{\"\":\"u\"}",
                "{\"constructor\":\"u\"}", "{\"__proto__\":\"u\"}")) {
            cases.add(refused(Problem.EMBED, "embed " + embed, "[{\"insert\":" + embed + "}]"));
        }
        for (String embed : List.of("{\"image\":\"u\"}", "{\"divider\":true}", "{\"any\":7}")) {
            cases.add(accepted("embed " + embed, "[{\"insert\":" + embed + "}]", "[{\"insert\":" + embed + "}]"));
        }
        cases.add(accepted("embeds do not merge", "[{\"insert\":{\"divider\":true}},{\"insert\":{\"divider\":true}}]",
                "[{\"insert\":{\"divider\":true}},{\"insert\":{\"divider\":true}}]"));
        return cases;
    }

    private static List<OpsJsonCase> submissions() {
        var cases = new ArrayList<OpsJsonCase>();
        for (String input : List.of("[]", "[{\"retain\":5}]", "[{\"retain\":0}]", "[{\"insert\":\"\"}]",
                "[{\"delete\":0}]",
                "[{\"retain\":3,\"attributes\":{}}]")) {
            cases.add(
                    new OpsJsonCase("does nothing: " + input, input, OpsJsonCase.Kind.SUBMISSION, Problem.EMPTY, null));
        }
        String removal = "[{\"retain\":3,\"attributes\":{\"bold\":null}}]";
        cases.add(new OpsJsonCase("a removal does something", removal, OpsJsonCase.Kind.SUBMISSION, null, removal));
        return cases;
    }

    /** Operations at and beyond the default limits. */
    static List<RepeatedCase> repeated() {
        return List.of(
                RepeatedCase.accepted("100,000 deletes that merge to one", "[", "{\"delete\":1}", true, 100_000, "]",
                        19),
                RepeatedCase.accepted("100,000 components that merge to two", "[", "{\"insert\":\"a\"},{\"delete\":1}",
                        true, 50_000, "]",
                        50_000 + 32),
                RepeatedCase.accepted("30,000 accents on one letter", "[{\"insert\":\"e", "\u0301", false, 30_000,
                        "\"}]", 60_000 + 16),
                RepeatedCase.accepted("10,000 components", "[", "{\"retain\":1},{\"delete\":1}", true, 5_000, "]",
                        5_000 * 26 + 1),
                RepeatedCase.refused("10,001 components", "[{\"delete\":1},", "{\"retain\":1},{\"delete\":1}", true,
                        5_000, "]"),
                RepeatedCase.accepted("16 attributes", "[{\"retain\":1,\"attributes\":{" + names(15), "\"z\":true",
                        true, 1, "}}]", 173),
                RepeatedCase.refused("17 attributes", "[{\"retain\":1,\"attributes\":{" + names(16), "\"z\":true", true,
                        1, "}}]"),
                RepeatedCase.accepted("17 attributes, one a removal on an insert",
                        "[{\"insert\":\"a\",\"attributes\":{" + names(16), "\"z\":null", true, 1, "}}]", 175),
                RepeatedCase.accepted("524,288 bytes", "[{\"insert\":\"", "a", false, 524_288 - 15, "\"}]", 524_288),
                RepeatedCase.refused("524,289 bytes", "[{\"insert\":\"", "a", false, 524_288 - 14, "\"}]"),
                RepeatedCase.refused("524,289 bytes of two-byte letters", "[{\"insert\":\"", "\u00E9", false,
                        (524_288 - 14) / 2, "\"}]"));
    }

    private static String names(int count) {
        var names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            names.append('"').append((char) ('a' + i)).append("\":true,");
        }
        return names.toString();
    }

    /** A text as a name for a test: printable ASCII. */
    private static String name(String text) {
        var name = new StringBuilder();
        text.chars().forEach(unit -> name
                .append(unit > ' ' && unit <= '~' ? Character.toString(unit) : String.format("U+%04X", unit)));
        return name.toString();
    }
}
