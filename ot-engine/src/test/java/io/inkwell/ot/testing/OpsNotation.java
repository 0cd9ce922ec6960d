package io.inkwell.ot.testing;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;

/**
 * Reads the one-line notation that {@code Ops.toString} prints: {@code 2} retains, {@code 2{bold:true,link:-}} formats, {@code -3}
 * deletes, {@code +'ab'} inserts text, {@code +[image:'u']} an embed. Single spaces part the ops; in a text, {@code \n} is a line feed,
 * and a backslash goes before an apostrophe and before itself.
 */
public final class OpsNotation {
    private final String line;
    private int at;

    private OpsNotation(String line) {
        this.line = line;
    }

    /** The ops of the line, in canonical form. */
    public static Ops ops(String line) {
        var reader = new OpsNotation(line);
        var ops = Ops.builder();
        while (reader.at < line.length()) {
            reader.op(ops);
            reader.skip(' ');
        }
        return ops.build();
    }

    /** The change to documents of the base length. */
    public static Delta delta(int baseLength, String line) {
        return ops(line).on(baseLength);
    }

    /** The document with this content. */
    public static Document document(String line) {
        return Document.of(ops(line));
    }

    private void op(Ops.Builder ops) {
        if (skip('+')) {
            if (peek() == '\'') {
                ops.insert(quoted(), attributes());
            } else {
                ops.insert(embed(), attributes());
            }
        } else if (skip('-')) {
            ops.delete((int) number());
        } else {
            ops.retain((int) number(), attributes());
        }
    }

    private Embed embed() {
        expect('[');
        String type = upTo(':');
        Scalar value = scalar();
        expect(']');
        return new Embed(type, value);
    }

    private Attributes attributes() {
        var attributes = Attributes.builder();
        if (skip('{')) {
            do {
                String name = upTo(':');
                if (peek() == '-') {
                    expect('-');
                    attributes.remove(name);
                } else {
                    attributes.set(name, scalar());
                }
            } while (skip(','));
            expect('}');
        }
        return attributes.build();
    }

    private Scalar scalar() {
        if (peek() == '\'') {
            return Scalar.of(quoted());
        }
        if (Character.isDigit(peek())) {
            return Scalar.of(number());
        }
        boolean value = line.startsWith("true", at);
        at += Boolean.toString(value).length();
        return Scalar.of(value);
    }

    private String quoted() {
        expect('\'');
        var text = new StringBuilder();
        while (!skip('\'')) {
            if (skip('\\')) {
                text.append(skip('n') ? '\n' : line.charAt(at++));
            } else {
                text.append(line.charAt(at++));
            }
        }
        return text.toString();
    }

    private long number() {
        int from = at;
        while (at < line.length() && Character.isDigit(line.charAt(at))) {
            at++;
        }
        return Long.parseLong(line.substring(from, at));
    }

    private String upTo(char end) {
        int from = at;
        at = line.indexOf(end, at) + 1;
        return line.substring(from, at - 1);
    }

    private char peek() {
        return line.charAt(at);
    }

    private boolean skip(char expected) {
        boolean found = at < line.length() && peek() == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char expected) {
        if (!skip(expected)) {
            throw new IllegalArgumentException("expected " + expected + " at " + at + " of " + line);
        }
    }
}
