package io.inkwell.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.inkwell.history.Attribution;
import io.inkwell.server.cluster.Cluster;
import io.inkwell.server.documents.DocumentHub;
import io.inkwell.server.documents.DocumentPorts;
import io.inkwell.sync.Member;
import io.inkwell.server.documents.OpenDocument;
import io.inkwell.server.documents.Subscriber;
import io.inkwell.server.documents.View;
import io.inkwell.server.metrics.Metrics;
import io.inkwell.sync.ActorLimits;
import io.inkwell.sync.Commit;
import io.inkwell.sync.DocumentEffect.CloseReason;
import io.inkwell.sync.DocumentEvent;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.RefusalCode;
import io.inkwell.sync.port.InMemorySalvageStore;
import io.inkwell.sync.port.Storage;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mistake inside the server costs at most a connection: no document stops, and nothing is lost or stored twice. */
class AFaultInsideHoldsUpNobodyTest {
    @RegisterExtension
    static final InProcessServer SERVER = InProcessServer.with(Map.of("transformRevisionsMax", 10,
            "receivedBytesPerSecondMax", 100_000_000));

    private static final int STORAGE = 4503;
    private static final int TOO_SLOW = 4508;
    /** Thirty of them are far more than the buffers of a TCP connection hold. */
    private static final int LARGE = 300_000;

    @Test
    void whileStoring() throws IOException, InterruptedException {
        SERVER.expectTrouble("storing a batch failed unexpectedly");
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            SERVER.log().failOnce(GatedLog.Call.APPEND);
            scene.hostile().insert("a");
            assertThat(scene.text()).isEqualTo("a");
        }
    }

    @Test
    void whileOpening() throws IOException, InterruptedException {
        SERVER.expectTrouble("the log could not be read");
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT);
                JsonClient second = JsonClient.connect(SERVER.port(), scene.document(), SERVER.newPerson("Eve"))) {
            SERVER.log().failOnce(GatedLog.Call.TAIL);
            scene.hostile().send(JsonClient.message("document", "open", "\"attempt\":1"));
            assertThat(scene.hostile().awaitClose()).isEqualTo(STORAGE);
            second.open();
        }
    }

    @Test
    void whileLookingUpAnOldSubmission() throws IOException, InterruptedException {
        SERVER.expectTrouble("a stored submission could not be looked up");
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            String first = scene.hostile().transform("[{\"insert\":\"a\"}]");
            scene.hostile().send(first);
            scene.hostile().awaitAck(1);
            for (int i = 0; i < 20; i++) {
                scene.bystander().insert("b");
            }
            SERVER.log().failOnce(GatedLog.Call.FIND);
            scene.hostile().send(first);
            assertThat(scene.hostile().awaitClose()).isEqualTo(STORAGE);
        }
    }

    @Test
    void whileReadingWhatASlowClientHasYetToGet() throws IOException, InterruptedException {
        SERVER.expectTrouble("commits after revision");
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT);
                RawSocket slow = RawSocket.connectWithoutReading(SERVER.port(), scene.document(),
                        SERVER.newPerson("Eve"), "")) {
            slow.send(Frame.text(JsonClient.message("document", "open", "\"attempt\":1")));
            scene.bystander().await(message -> message.at("/payload/displayId").asInt() == 3, "the slow client");
            String large = "{\"insert\":\"" + "x".repeat(LARGE) + "\"}";
            scene.bystander().edit("[" + large + "]");
            for (int i = 0; i < 30; i++) {
                scene.bystander().edit("[" + large + ",{\"delete\":" + LARGE + "}]");
            }
            SERVER.history().failOnce();
            slow.startReading();
            assertThat(slow.awaitClose()).isEqualTo(TOO_SLOW);
        }
    }

    @Test
    void whileReadingACatchUp() throws IOException, InterruptedException {
        SERVER.expectTrouble("a catch-up could not be read");
        try (Scene scene = Scene.beforeOpen(SERVER, DocumentType.TEXT)) {
            String from = "\"revision\":0,\"chain\":\"" + scene.bystander().chain() + "\"";
            for (int i = 0; i < 20; i++) {
                scene.bystander().insert("b");
            }
            SERVER.history().failOnce();
            scene.hostile().send(JsonClient.message("document", "open", "\"attempt\":1," + from));
            assertThat(scene.hostile().awaitClose()).isEqualTo(STORAGE);
        }
    }

    @Test
    void whileTellingOneConnection() throws IOException, InterruptedException {
        SERVER.expectTrouble("a connection failed and is closed");
        try (Scene scene = Scene.of(SERVER, DocumentType.TEXT)) {
            OpenDocument document = SERVER.hub().open(new DocumentId(scene.document()), DocumentType.TEXT);
            Witness faulty = new Witness(true);
            document.open(faulty, new Member(99, "Faulty", "#123456", Member.Kind.PROGRAM, null),
                    new DocumentEvent.Open(-1, 99, 1, true, null, null));
            assertThat(faulty.awaitClosed()).isEqualTo(CloseReason.STORAGE);
            document.closed(-1);
        }
    }

    @Test
    void whileDeciding() throws InterruptedException {
        SERVER.expectTrouble("deciding failed, it is loaded again");
        Storage storage = SERVER.storage();
        StoppableClock clock = new StoppableClock();
        DocumentId id = new DocumentId(SERVER.newDocument(DocumentType.TEXT));
        DocumentPorts ports = new DocumentPorts(storage.log(), storage.snapshots(), storage.history(),
                storage.sessions(), storage.documents(), new InMemorySalvageStore(),
                new Attribution(storage.history(), storage.blocks()));
        try (DocumentHub hub = new DocumentHub(ports, Cluster.ALONE, ActorLimits.DEFAULT, new Metrics(), clock)) {
            Witness first = new Witness(false);
            OpenDocument document = hub.open(id, DocumentType.TEXT);
            document.open(first, new Member(1, "Ada", "#123456", Member.Kind.PERSON, null),
                    new DocumentEvent.Open(1, 1, 1, true, null, null));
            first.awaitAdmitted();
            clock.stopped = true;
            document.post(new DocumentEvent.AccessChanged(1, false));
            assertThat(first.awaitClosed()).isEqualTo(CloseReason.STORAGE);
            clock.stopped = false;
            Witness second = new Witness(false);
            OpenDocument again = hub.open(id, DocumentType.TEXT);
            assertThat(again).isNotSameAs(document);
            again.open(second, new Member(2, "Ada", "#123456", Member.Kind.PERSON, null),
                    new DocumentEvent.Open(2, 2, 1, true, null, null));
            second.awaitAdmitted();
        }
    }

    /** A clock that can be made to fail. */
    private static final class StoppableClock implements InstantSource {
        private volatile boolean stopped;

        @Override
        public Instant instant() {
            if (stopped)
                throw new IllegalStateException("a mistake in the clock, made for a test");
            return Instant.now();
        }
    }

    /** A connection that notes what it is told, or fails when it is shown the document. */
    private static final class Witness implements Subscriber {
        private final boolean faulty;
        private final BlockingQueue<Admission> admitted = new LinkedBlockingQueue<>();
        private final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();

        Witness(boolean faulty) {
            this.faulty = faulty;
        }

        @Nullable
        Admission awaitAdmitted() throws InterruptedException {
            Admission admission = admitted.poll(10, TimeUnit.SECONDS);
            assertThat(admission).isNotNull();
            return admission;
        }

        @Nullable
        CloseReason awaitClosed() throws InterruptedException {
            return closed.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public void admitted(Admission admission) {
            admitted.add(admission);
        }

        @Override
        public void viewChanged(View view) {
            if (faulty)
                throw new IllegalStateException("a mistake in a connection, made for a test");
        }

        @Override
        public void memberChanged(int displayId) {}

        @Override
        public void repeated(Commit stored) {}

        @Override
        public void refused(RefusalCode code, String message, int seq, int lastSeq, long retryAfterMillis) {}

        @Override
        public void closed(CloseReason reason) {
            closed.add(reason);
        }
    }
}
