package io.inkwell.system.hostile;

import io.inkwell.ot.Document;
import io.inkwell.server.config.Limits;
import io.inkwell.sync.DocumentType;
import io.inkwell.sync.port.DocumentCatalog.Access;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server of a test class: in this process and on a storage in memory, or, where {@link HostileInputOverTheRealServerIT} runs the class,
 * the packaged server in a process of its own. One with the usual limits is shared by all classes.
 */
final class ChosenServer
        implements
            TestedServer,
            BeforeAllCallback,
            BeforeEachCallback,
            AfterEachCallback,
            AfterAllCallback {
    /** The configuration parameter that chooses, and its value for the server in a process of its own. */
    static final String PARAMETER = "inkwell.hostile.server";
    static final String REAL = "real";

    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(ChosenServer.class);

    private final Map<String, Integer> changes;
    private @Nullable InProcessServer inProcess;
    private @Nullable RealServer real;

    private ChosenServer(Map<String, Integer> changes) {
        this.changes = changes;
    }

    static ChosenServer usual() {
        return new ChosenServer(Map.of());
    }

    /** @param changes the names of limits and their values */
    static ChosenServer with(Map<String, Integer> changes) {
        return new ChosenServer(changes);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        boolean wantsReal = context.getConfigurationParameter(PARAMETER).filter(REAL::equals).isPresent();
        if (!wantsReal) {
            inProcess = InProcessServer.with(changes);
            inProcess.beforeAll(context);
        } else if (changes.isEmpty()) {
            real = context.getRoot().getStore(SHARED).getOrComputeIfAbsent(REAL, key -> RealServer.start(changes),
                    RealServer.class);
        } else {
            real = RealServer.start(changes);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (inProcess != null)
            inProcess.beforeEach(context);
        if (real != null)
            real.forgetLog();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (inProcess != null)
            inProcess.afterEach(context);
        if (real != null)
            real.assertNoTrouble();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (inProcess != null)
            inProcess.afterAll(context);
        if (real != null && !changes.isEmpty())
            real.close();
        inProcess = null;
        real = null;
    }

    private TestedServer server() {
        return inProcess != null ? inProcess : Objects.requireNonNull(real, "the server was not started");
    }

    @Override
    public int port() {
        return server().port();
    }

    @Override
    public Limits limits() {
        return server().limits();
    }

    @Override
    public String newPerson(String name) {
        return server().newPerson(name);
    }

    @Override
    public String newGuest(String document, Access access, Duration validFor) {
        return server().newGuest(document, access, validFor);
    }

    @Override
    public void inviteAgain(String guest, String document, Access access, Duration validFor) {
        server().inviteAgain(guest, document, access, validFor);
    }

    @Override
    public String newDocument(DocumentType type) {
        return server().newDocument(type);
    }

    @Override
    public void delete(String document) {
        server().delete(document);
    }

    @Override
    public Stored head(String document) {
        return server().head(document);
    }

    @Override
    public Document document(String document, DocumentType type) {
        return server().document(document, type);
    }

    @Override
    public int connections() {
        return server().connections();
    }

    @Override
    public int openDocuments() {
        return server().openDocuments();
    }

    @Override
    public long usedHeap() {
        return server().usedHeap();
    }

    @Override
    public List<String> logLines() {
        return server().logLines();
    }

    @Override
    public void holdCommits() {
        server().holdCommits();
    }

    @Override
    public void awaitHeldCommit() throws InterruptedException {
        server().awaitHeldCommit();
    }

    @Override
    public void releaseCommits() {
        server().releaseCommits();
    }
}
