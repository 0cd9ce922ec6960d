package io.inkwell.ot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inkwell.ot.testing.OpsNotation;
import org.junit.jupiter.api.Test;

/** What selective undo does at the places where it could do something else, its limits included. */
class UndoTest {
    private static final Document ABC = Document.ofText("abc");

    @Test
    void whatOthersTypedIntoATextThatIsTakenBackStays() {
        Undo undo = Undo.from(ABC).takeBack(change(ABC, "3 +'xyz'")).keep(change("abcxyz", "4 +'B'"));

        assertThat(undo.head().text()).isEqualTo("abcxByz");
        assertThat(undone(undo)).isEqualTo("abcB");
    }

    @Test
    void deletedTextComesBackBehindWhatOthersTypedAtItsPlace() {
        Undo undo = Undo.from(ABC).takeBack(change(ABC, "1 -1")).keep(change("ac", "1 +'B'"));

        assertThat(undone(undo)).isEqualTo("aBbc");
    }

    @Test
    void theFirstOfTwoDeletionsIsTheOneThatBringsTheTextBack() {
        Delta ada = change(ABC, "-2");
        Delta ben = change(ABC, "1 -2").transformOver(ada);

        assertThat(undone(Undo.from(ABC).takeBack(ada).keep(ben))).as("b was in both").isEqualTo("ab");
        assertThat(undone(Undo.from(ABC).keep(ada).takeBack(ben))).isEqualTo("c");
    }

    @Test
    void aFormatThatOthersSetSinceStays() {
        Document bold = ABC.apply(change(ABC, "3{bold:true}"));
        Undo undo = Undo.from(ABC).takeBack(change(ABC, "3{bold:true,link:'u'}"))
                .keep(change(bold, "1{link:'v'}"));

        assertThat(undo.head().apply(undo.undo())).hasToString("+'a'{link:'v'} +'bc'");
    }

    @Test
    void ownChangesFarApartAreTakenBackTogetherAndThoseBetweenStay() {
        Undo undo = Undo.from(ABC).takeBack(change(ABC, "+'one '")).keep(change("one abc", "7 +' kept'"))
                .takeBack(change("one abc kept", "4 +'two '")).keep(change("one two abc kept", "8 -1"))
                .takeBack(change("one two bc kept", "8 -1 +'three '"));

        assertThat(undo.head().text()).isEqualTo("one two three c kept");
        assertThat(undone(undo)).isEqualTo("bc kept");
    }

    @Test
    void aChangeThatDoesNotFollowIsRefusedAndTheWalkStaysWhereItWas() {
        Undo undo = Undo.from(ABC).takeBack(change(ABC, "+'x'"));

        assertThatThrownBy(() -> undo.keep(Delta.identity(3))).isInstanceOf(BaseLengthException.class);
        assertThatThrownBy(() -> undo.takeBack(Delta.identity(3))).isInstanceOf(BaseLengthException.class);
        assertThat(undone(undo)).isEqualTo("abc");
    }

    private static String undone(Undo undo) {
        return undo.head().apply(undo.undo()).text();
    }

    private static Delta change(String document, String notation) {
        return OpsNotation.ops(notation).on(document.length());
    }

    private static Delta change(Document document, String notation) {
        return OpsNotation.ops(notation).on(document.length());
    }
}
