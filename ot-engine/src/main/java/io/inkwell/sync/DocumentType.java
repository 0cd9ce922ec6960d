package io.inkwell.sync;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Op;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may be in a document. The log keeps everything for ever, so both checks come before the commit: {@link #checkSubmitted} judges the
 * bytes, {@link #checkApplied} what they do to the document at the head.
 */
public enum DocumentType {
    /** Text with attributes and embeds from the allow-list; ends with a newline that is never deleted and never followed. */
    RICH,
    /** Characters only: no attributes, no embeds, no required newline. */
    TEXT;

    /**
     * What is wrong with an operation.
     *
     * @param code the kind of refusal
     * @param message the reason in words for a person, without document text
     */
    public record Finding(RefusalCode code, String message) {}

    /** The document at revision 0: a newline for rich text, nothing for plain text. */
    public Document start() {
        return this == RICH ? Document.ofText("\n") : Document.EMPTY;
    }

    /** As {@link #checkSubmitted(Ops, ImagePolicy)}, with images of this server only. */
    public Optional<Finding> checkSubmitted(Ops ops) {
        return checkSubmitted(ops, ImagePolicy.OWN_UPLOADS);
    }

    /**
     * What can be judged by the bytes alone: names and values of attributes, embeds. A refusal leaves the sequence number free. Linear in
     * the operation.
     */
    public Optional<Finding> checkSubmitted(Ops ops, ImagePolicy images) {
        for (Op op : ops) {
            Optional<Finding> finding = switch (op) {
                case Op.Retain retain -> checkAttributes(retain.attributes());
                case Op.InsertText insert -> checkAttributes(insert.attributes());
                case Op.InsertEmbed insert ->
                    checkEmbed(insert.embed(), images).or(() -> checkAttributes(insert.attributes()));
                case Op.Delete _ -> Optional.empty();
            };
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    /**
     * What depends on the document: the final newline, the length, where attributes stand. A refusal is a revision of its own and uses the
     * sequence number up. Linear in the operation and the stretches of the document that it formats. That no surrogate pair is parted
     * needs no check here: {@link Document#apply} refuses it, so there would be no {@code after}.
     *
     * @param before the document the operation starts from
     * @param op the operation
     * @param after the document it leads to
     * @param documentLengthMax the longest a document may become, in UTF-16 code units; one that is longer already may still shrink
     */
    public Optional<Finding> checkApplied(Document before, Delta op, Document after, int documentLengthMax) {
        if (after.length() > documentLengthMax && after.length() > before.length()) {
            return finding(RefusalCode.DOC_FULL,
                    "The document would have " + after.length() + " units, at most " + documentLengthMax
                            + " are allowed; deleting still works.");
        }
        return this == TEXT ? Optional.empty() : checkFinalNewline(op).or(() -> checkPlaces(before, op));
    }

    private Optional<Finding> checkAttributes(Attributes attributes) {
        for (String name : attributes.names()) {
            AttributeRule rule = AttributeRule.of(name);
            if (this == TEXT || rule == null) {
                return finding(RefusalCode.ATTR_KEY, "This type of document has no attribute of that name.");
            }
            Scalar value = attributes.get(name);
            if (value != null && !rule.allows(value)) {
                return finding(RefusalCode.ATTR_VALUE, "The attribute " + name + " cannot have that value.");
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> checkEmbed(Embed embed, ImagePolicy images) {
        boolean allowed = this == RICH && switch (embed.type()) {
            case "image" -> embed.value() instanceof Scalar.Text url && images.allows(url.value());
            case "divider" -> embed.value().equals(Scalar.of(true));
            default -> false;
        };
        return allowed
                ? Optional.empty()
                : finding(RefusalCode.EMBED, "This document cannot hold that image or embed.");
    }

    private static Optional<Finding> checkFinalNewline(Delta op) {
        int position = 0;
        for (Op step : op.ops()) {
            boolean touchesEnd = switch (step) {
                case Op.Retain _ -> false;
                case Op.InsertText _,Op.InsertEmbed _ -> position == op.baseLength();
                case Op.Delete delete -> position + delete.length() == op.baseLength();
            };
            if (touchesEnd) {
                return finding(RefusalCode.OP_FINAL_NEWLINE,
                        "The newline at the end of the document stays, and stays the last character.");
            }
            position += step instanceof Op.Retain || step instanceof Op.Delete ? step.length() : 0;
        }
        return Optional.empty();
    }

    private static Optional<Finding> checkPlaces(Document before, Delta op) {
        int position = 0;
        for (Op step : op.ops()) {
            boolean misplaced = switch (step) {
                case Op.Retain retain -> isMisplaced(before, position, retain);
                case Op.InsertText insert ->
                    places(insert.attributes()).stream().anyMatch(place -> !place.takes(insert.text()));
                case Op.InsertEmbed insert ->
                    places(insert.attributes()).stream().anyMatch(place -> !place.takes(insert.embed()));
                case Op.Delete _ -> false;
            };
            if (misplaced) {
                return finding(RefusalCode.ATTR_PLACE,
                        "An attribute stands where it cannot: those of a line belong on its newline, "
                                + "those of text on text, those of an image on an image.");
            }
            position += step instanceof Op.Retain || step instanceof Op.Delete ? step.length() : 0;
        }
        return Optional.empty();
    }

    private static boolean isMisplaced(Document before, int position, Op.Retain retain) {
        Set<AttributeRule.Place> places = places(retain.attributes());
        if (places.isEmpty()) {
            return false;
        }
        for (Op content : before.slice(position, position + retain.length())) {
            boolean taken = switch (content) {
                case Op.InsertText text -> places.stream().allMatch(place -> place.takes(text.text()));
                case Op.InsertEmbed embed -> places.stream().allMatch(place -> place.takes(embed.embed()));
                case Op.Retain _,Op.Delete _ -> throw new IllegalStateException("a document holds inserts only");
            };
            if (!taken) {
                return true;
            }
        }
        return false;
    }

    /** Where the attributes that are set, not removed, belong. */
    private static Set<AttributeRule.Place> places(Attributes attributes) {
        var places = EnumSet.noneOf(AttributeRule.Place.class);
        for (String name : attributes.names()) {
            AttributeRule rule = AttributeRule.of(name);
            if (rule != null && !attributes.removes(name)) {
                places.add(rule.place());
            }
        }
        return places;
    }

    private static Optional<Finding> finding(RefusalCode code, String message) {
        return Optional.of(new Finding(code, message));
    }
}
