package org.nestlab.internal.history.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.Untidy;

/** No text that an address gives has a password in it, however the password is spelt and wherever it is put. */
class AddressSecretsTests {

    private static final List<String> PLACES = List.of(
            "jdbc:postgresql://db.example/nestlab?user=ci&password=%s",
            "jdbc:postgresql://db.example:5432/nestlab?password=%s&user=ci@corp",
            "jdbc:postgresql://db.example,other:5433/nestlab?user=ci&PassWord=%s&ssl=true",
            "jdbc:postgresql://db.example/nestlab?user=ci&sslpassword=%s&sslmode=verify-full",
            "jdbc:postgresql:nestlab?password=%s",
            "jdbc:postgresql://ci:%s@db.example/nestlab",
            "jdbc:postgresql://ci:%s@db.example/nestlab?user=ci@corp&ssl=true",
            "jdbc:mysql://ci:%s@db.example/nestlab",
            "postgresql://ci:%s@db.example/nestlab");

    /** What a password may hold, but for the ampersand, which ends it in a URL. */
    private static final String LETTERS = "abcXYZ019;:/?@#=+*.$()[]{}|^~!' \"\\";

    private static String text(String url) {
        Throwable refused = catchThrowable(() -> Address.parse(url));
        return refused == null ? Address.parse(url).toString() : String.valueOf(refused.getMessage());
    }

    @Test
    void neitherTheAddressNorARefusalShowsAPassword() {
        Random random = new Random(3);
        for (int i = 0; i < 700; i++) {
            StringBuilder password = new StringBuilder("s3");
            for (int n = 6 + random.nextInt(20); n > 0; n--) {
                password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            password.append("cret");
            String encoded = URLEncoder.encode(password.toString(), StandardCharsets.UTF_8);
            for (String place : PLACES) {
                boolean inQuery = place.contains("word=%s");
                String spelt = inQuery
                        ? password.toString()
                        : password.toString().replace('=', 'x').replace('&', 'y');
                assertThat(text(place.formatted(spelt))).doesNotContain("cret").doesNotContain(spelt);
                assertThat(text(place.formatted(encoded)))
                        .doesNotContain(encoded)
                        .doesNotContain("cret");
            }
        }
    }

    @Test
    void aDriversWordsAreMaskedInEitherSpelling() {
        Address address = Address.parse("jdbc:postgresql://db/nestlab?user=ci&password=wr%6Fng%2Fpass");

        assertThat(address.masked("FATAL: 'wrong/pass' (wr%6Fng%2Fpass) of " + address.url()))
                .isEqualTo("FATAL: '***' (***) of jdbc:postgresql://db/nestlab?user=ci&password=***");
    }

    @Test
    void anAddressWithoutAPasswordIsShownWhole() {
        String url = "jdbc:postgresql://db.example:5432/nestlab?user=ci&password=&ssl=true";

        assertThat(Address.parse(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "jdbc:sqlite:a\0b", "jdbc:sqlite::memory:", "jdbc:h2:mem:x", "https://x/y"})
    void whatIsNoPlaceIsRefused(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("nestlab.history is '")
                .hasMessageEndingWith(
                        "', which is not a valid history; expected an SQLite file, jdbc:postgresql://HOST/DATABASE?user=USER, or off");
    }

    @Test
    void anything() {
        Untidy.of(
                        "jdbc:postgresql://ci:s3cret@db.example/nestlab?user=ci&password=s3cret",
                        "jdbc:sqlite:/x.db?cache=shared")
                .with("//", "password=", "&", "@", "?", "jdbc:")
                .isReadOrRefused(LabConfigurationException.class, text -> {
                    Address address = Address.parse(text);
                    address.masked("x " + address);
                });
    }
}
