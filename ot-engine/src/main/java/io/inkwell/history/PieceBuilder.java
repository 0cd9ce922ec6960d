package io.inkwell.history;

import io.inkwell.ot.Attributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes pieces in the order of the document and keeps them in canonical form: neighbours of one kind and origin joined, what is inserted at
 * a place before what is deleted there, nothing kept as it is at the end. Not thread safe, of no use after {@link #build}.
 */
final class PieceBuilder {
    private final ArrayList<Piece> finished;
    private final ArrayList<Piece.Deleted> deletedHere = new ArrayList<>();

    /** @param pieces about how many there will be */
    PieceBuilder(int pieces) {
        finished = new ArrayList<>(pieces);
    }

    void keep(int length) {
        finishPlace();
        if (!finished.isEmpty() && finished.getLast() instanceof Piece.Kept before) {
            finished.set(finished.size() - 1, new Piece.Kept(before.length() + length));
        } else {
            finished.add(new Piece.Kept(length));
        }
    }

    void format(int length, Marks marks) {
        finishPlace();
        if (!finished.isEmpty() && finished.getLast() instanceof Piece.Formatted before
                && before.marks().equals(marks)) {
            finished.set(finished.size() - 1, new Piece.Formatted(before.length() + length, marks));
        } else {
            finished.add(new Piece.Formatted(length, marks));
        }
    }

    /** @param piece inserted text or an embed */
    void insert(Piece piece) {
        if (piece instanceof Piece.InsertedText text && !finished.isEmpty()
                && finished.getLast() instanceof Piece.InsertedText before && before.origin().equals(text.origin())
                && before.attributes().equals(text.attributes())) {
            finished.set(finished.size() - 1,
                    new Piece.InsertedText(before.text() + text.text(), text.attributes(), text.origin()));
        } else {
            finished.add(piece);
        }
    }

    void insert(Piece piece, Attributes more) {
        switch (piece) {
            case Piece.InsertedText text -> insert(
                    new Piece.InsertedText(text.text(), text.attributes().composeOnInsert(more), text.origin()));
            case Piece.InsertedEmbed embed -> insert(
                    new Piece.InsertedEmbed(embed.embed(), embed.attributes().composeOnInsert(more), embed.origin()));
            case Piece.Kept _,Piece.Formatted _,Piece.Deleted _ -> throw new IllegalArgumentException(
                    "only what is inserted has attributes of its own");
        }
    }

    void delete(int length, Origin origin) {
        if (!deletedHere.isEmpty() && deletedHere.getLast().origin().equals(origin)) {
            Piece.Deleted before = deletedHere.removeLast();
            deletedHere.add(new Piece.Deleted(before.length() + length, origin));
        } else {
            deletedHere.add(new Piece.Deleted(length, origin));
        }
    }

    List<Piece> build() {
        finishPlace();
        if (!finished.isEmpty() && finished.getLast() instanceof Piece.Kept) {
            finished.removeLast();
        }
        return finished;
    }

    private void finishPlace() {
        if (!deletedHere.isEmpty()) {
            finished.addAll(deletedHere);
            deletedHere.clear();
        }
    }
}
