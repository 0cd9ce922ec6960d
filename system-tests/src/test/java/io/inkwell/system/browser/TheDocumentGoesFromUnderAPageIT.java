package io.inkwell.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.inkwell.system.Rest;
import io.inkwell.system.TcpProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody types, and the document is deleted, or its history set back: the page says so, and no word that was typed is out of reach. */
class TheDocumentGoesFromUnderAPageIT {
    private static final Pattern SAVING = Pattern.compile("Saving…");
    private static final Pattern GONE = Pattern.compile(
            "This document is not here any more\\. Some edits are not saved\\. They are kept on this device\\.");
    private static final String TRIGGERS_STAND_STILL = "set local session_replication_role = replica";
    private static final List<String> SET_BACK = List.of(
            "delete from snapshot where rev > ? and document_no = (select number from document where id = ?)",
            "delete from revision where rev > ? and document_no = (select number from document where id = ?)",
            "update document_head h set head_rev = r.rev, head_chain = r.chain from revision r join document d on d.number = r.document_no"
                    + " where h.document_no = r.document_no and r.rev = ? and d.id = ?");

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private Rest owner;
    private String document;
    private TcpProxy proxy;
    private EditorScreen ben;

    @BeforeEach
    void benTypes() throws Exception {
        owner = STAGE.owner();
        document = owner.createDocument("Minutes", "rich");
        proxy = STAGE.proxy();
        Visitor visitor = STAGE.browsers().visitor("Ben").whoseNetworkMayFail().whoseRequestsAreRefused();
        ben = EditorScreen.invited(visitor, proxy.address(), owner, document, "write").placeCaret(0).type("first ");
        ben.awaitInStepWith(owner, document);
    }

    private Locator rescued() {
        return ben.page().getByTestId("rescued");
    }

    @Test
    void deletedWhileSomebodyTypes() throws Exception {
        proxy.flow(TcpProxy.Direction.TO_SERVER).hold();
        ben.type("too late");
        ben.awaitState(SAVING);
        owner.send("DELETE", "/api/v1/documents/" + document, null).ok();
        proxy.heal();
        ben.awaitState(GONE);
        assertThat(ben.text()).isEqualTo("first too late");
        ben.picture("deleted");

        ben.page().reload();
        assertThat(rescued()).containsText("too late");
        assertThat(ben.page().getByText("Nothing is here")).isVisible();
        ben.picture("deleted-and-offered");
    }

    @Test
    void setBackWhileSomebodyTypes() throws Exception {
        long kept = ben.savedRevision();
        ben.type("saved and lost ").awaitInStepWith(owner, document);
        long lost = ben.savedRevision() - kept;
        proxy.flow(TcpProxy.Direction.TO_SERVER).hold();
        ben.type("never sent");
        ben.awaitState(SAVING);
        setBack(kept);
        assertThat(rescued()).containsText("never sent");
        assertThat(rescued()).containsText("The server has another history of this document than this page had.");
        proxy.heal();
        ben.awaitState(EditorScreen.SAVED);
        assertThat(rescued()).containsText("saved and lost");
        assertThat(rescued()).containsText("This was saved, but the server has lost it");
        assertThat(ben.text()).isEqualTo("first ");
        ben.picture("set-back");

        ben.placeCaret(6).type("again").awaitInStepWith(owner, document);
        assertThat(owner.text(document)).isEqualTo("first again\n");
        assertThat(salvaged()).as("commits in the server's file").isEqualTo(lost);
    }

    /** As an older backup would: the log ends at an earlier revision. */
    private void setBack(long revision) throws Exception {
        try (Connection database = STAGE.server().database()) {
            database.setAutoCommit(false);
            try (Statement statement = database.createStatement()) {
                statement.execute(TRIGGERS_STAND_STILL);
            }
            for (String sql : SET_BACK)
                execute(database, sql, revision);
            database.commit();
        }
    }

    private void execute(Connection database, String sql, long revision) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setLong(1, revision);
            statement.setString(2, document);
            statement.executeUpdate();
        }
    }

    private long salvaged() throws Exception {
        try (Stream<Path> files = Files.list(STAGE.server().data().resolve("salvage"))) {
            Path file = files.filter(one -> one.getFileName().toString().startsWith(document + "-")).findFirst()
                    .orElseThrow();
            return Files.readString(file).lines().filter(line -> line.startsWith("{\"revision\"")).count();
        }
    }
}
