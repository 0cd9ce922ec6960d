package io.inkwell.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of databases as people write them. */
class DatabaseSettingsTest {

    @ParameterizedTest
    @CsvSource({"postgresql://ada:secret@db.example:5433/ink, jdbc:postgresql://db.example:5433/ink",
        "postgres://ada:secret@db.example/ink?sslmode=require, jdbc:postgresql://db.example/ink?sslmode=require",
        "jdbc:postgresql://db.example/ink?user=ada&password=secret, jdbc:postgresql://db.example/ink",
        "jdbc:postgresql://db.example/ink?user=ada&sslmode=require&password=secret, jdbc:postgresql://db.example/ink?sslmode=require",
        "'jdbc:postgresql://one.example,two.example/ink?user=ada&password=secret', 'jdbc:postgresql://one.example,two.example/ink'"})
    void theLoginIsTakenOutOfTheAddress(String address, String url) throws StartRefusedException {
        DatabaseSettings settings = DatabaseSettings.ofUrl(address);
        assertThat(settings.url()).isEqualTo(url);
        assertThat(settings.owner()).isEqualTo(new Credentials("ada", "secret")).isEqualTo(settings.application());
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void aLoginMayHoldEscapedCharacters() throws StartRefusedException {
        assertThat(DatabaseSettings.ofUrl("postgresql://a%40da:p%2F%3A%26s@h/d").owner())
                .isEqualTo(new Credentials("a@da", "p/:&s"));
    }

    @Test
    void withoutAPasswordTheDriverIsLeftToFindOne() throws StartRefusedException {
        assertThat(DatabaseSettings.ofUrl("postgresql://ada@h/d").owner()).isEqualTo(new Credentials("ada", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql://ada:secret@h/d", "postgresql:ada:secret", "postgresql://ada:sec ret@h/d",
        "h:5432/d",
        "postgresql://h/d", "jdbc:postgresql://h/d?password=secret"})
    void whatCannotBeReadIsRefusedWithAnExampleAndWithoutItsPassword(String address) {
        assertThatThrownBy(() -> DatabaseSettings.ofUrl(address)).isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("postgresql://user:password@host:5432/database").message()
                .doesNotContain("secret");
    }
}
