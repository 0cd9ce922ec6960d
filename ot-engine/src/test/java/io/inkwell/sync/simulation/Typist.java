package io.inkwell.sync.simulation;

import io.inkwell.ot.Attributes;
import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import io.inkwell.ot.Embed;
import io.inkwell.ot.Ops;
import io.inkwell.ot.Scalar;
import io.inkwell.sync.DocumentType;
import java.util.List;

/** Somebody at a screen: types tokens, deletes, formats. */
final class Typist {
    private static final Attributes BOLD = Attributes.builder().set("bold", Scalar.of(true)).build();
    private static final Attributes HEADER = Attributes.builder().set("header", Scalar.of(1)).build();
    private static final Attributes PLAIN = Attributes.builder().remove("bold").remove("header").build();

    private final World world;
    private final SimulatedClient client;

    Typist(World world, SimulatedClient client) {
        this.world = world;
        this.client = client;
    }

    /** One edit of what the screen shows. */
    Delta edit(Document screen) {
        Chance chance = world.chance();
        int end = screen.length() - (isRich() ? 1 : 0);
        int at = place(screen, chance.below(end + 1));
        int to = place(screen, Math.min(end, at + chance.between(1, 4)));
        Ops.Builder edit = Ops.builder().retain(at);
        int what = chance.below(10);
        if (what < 3 && to > at) {
            world.tokens().deleted(screen.slice(at, to), client);
            edit.delete(to - at);
        } else if (what < 5 && isRich()) {
            edit.retain(Math.max(1, to - at), chance.oneOf(List.of(BOLD, HEADER, PLAIN)));
        } else {
            Ops inserted = fresh();
            world.tokens().inserted(inserted);
            inserted.forEach(edit::add);
        }
        return edit.build().on(screen.length());
    }

    private Ops fresh() {
        Chance chance = world.chance();
        Ops.Builder inserted = Ops.builder();
        for (int i = chance.between(1, 3); i > 0; i--) {
            if (isRich() && chance.oneIn(6)) {
                inserted.insert(new Embed("image", Scalar.of(Tokens.image(world.tokens().freshUnit()))));
            } else if (isRich() && chance.oneIn(8)) {
                inserted.insert("\n", chance.oneIn(2) ? HEADER : Attributes.NONE);
            } else {
                int token = chance.oneIn(4) ? world.tokens().freshPair() : world.tokens().freshUnit();
                inserted.insert(Character.toString(token), isRich() && chance.oneIn(3) ? BOLD : Attributes.NONE);
            }
        }
        return inserted.build();
    }

    private boolean isRich() {
        return world.knobs().type() == DocumentType.RICH;
    }

    /** The place, or the one behind it where a pair would be parted. */
    private static int place(Document screen, int at) {
        return screen.splitsPair(at) ? at + 1 : at;
    }
}
