package io.inkwell.ot.samples;

import io.inkwell.ot.Delta;
import io.inkwell.ot.Document;
import java.util.List;

/** The story of one diamond: two people type, the server transforms, both see the same. */
public final class TwoPeopleType {
    private TwoPeopleType() {}

    /** What the server, Ada and Ben see in the end. */
    public static List<String> screens() {
        // @start region=story
        // Both look at the same document, at revision 7.
        Document revision7 = Document.ofText("ink well");

        // Ada corrects the first letter; at the same moment Ben closes the gap.
        Delta ada = Delta.on(8).insert("I").delete(1).build();
        Delta ben = Delta.on(8).retain(3).delete(1).build();

        // Each sees the own change at once.
        Document adasScreen = revision7.apply(ada);
        Document bensScreen = revision7.apply(ben);

        // The server hears Ada first: her change is revision 8 as it is. Ben's was made for revision 7, so it is rewritten
        // to come after hers, and is revision 9.
        Delta revision9 = ben.transformOver(ada);
        Document server = revision7.apply(ada).apply(revision9);

        // Ada hears of revision 9. Ben hears of revision 8, which he has to put under his own, later change.
        adasScreen = adasScreen.apply(revision9);
        bensScreen = bensScreen.apply(ada.transformUnder(ben));
        // @end
        return List.of(server.text(), adasScreen.text(), bensScreen.text());
    }
}
