package io.inkwell.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inkwell.server.config.Limits;
import io.inkwell.server.http.ProblemCode;
import io.inkwell.server.http.ProblemException;
import io.inkwell.sync.DocumentId;
import io.inkwell.sync.PersonId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsAreCountedTest {
    private final ConnectionQuota quota = new ConnectionQuota(Limits.DEFAULT);

    private static DocumentId document(int number) {
        return new DocumentId("document-" + number);
    }

    private static PersonId person(int number) {
        return new PersonId("person-" + number);
    }

    private void refused(PersonId person, DocumentId document, ProblemCode code) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> quota.take(person, document))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().code()).isEqualTo(code);
                    assertThat(refusal.problem().headers()).containsKey("Retry-After");
                });
    }

    @Test
    void fiveOfOnePersonToOneDocument() throws ProblemException {
        List<ConnectionQuota.Lease> leases = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            leases.add(quota.take(person(1), document(1)));
        }
        refused(person(1), document(1), ProblemCode.TOO_MANY_CONNECTIONS);
        leases.add(quota.take(person(2), document(1)));
        leases.getFirst().close();
        leases.getFirst().close();
        leases.add(quota.take(person(1), document(1)));
        refused(person(1), document(1), ProblemCode.TOO_MANY_CONNECTIONS);
    }

    @Test
    void fiftyOfOnePerson() throws ProblemException {
        for (int i = 0; i < 50; i++) {
            assertThat(quota.take(person(1), document(i))).isNotNull();
        }
        refused(person(1), document(99), ProblemCode.TOO_MANY_CONNECTIONS);
    }

    @Test
    void aThousandToOneDocument() throws ProblemException {
        for (int i = 0; i < 1_000; i++) {
            assertThat(quota.take(person(i), document(1))).isNotNull();
        }
        refused(person(5_000), document(1), ProblemCode.TOO_MANY_CONNECTIONS);
    }

    @Test
    void tenThousandInAll() throws ProblemException {
        for (int i = 0; i < 10_000; i++) {
            assertThat(quota.take(person(i), document(i / 500))).isNotNull();
        }
        refused(person(50_000), document(50_000), ProblemCode.SERVER_FULL);
    }
}
