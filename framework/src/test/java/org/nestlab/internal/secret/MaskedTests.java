package org.nestlab.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Untidy;

class MaskedTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu:///system",
                "qemu+ssh://root@host/system",
                "qemu+ssh://root@host:22/system?keyfile=/a:b@c",
                "qemu+ssh://host:22/system?keyfile=/k@home",
                "qemu+ssh://[::1]:22/system?keyfile=/k@home",
                "qemu+unix:///system?socket=/run/a:b@c",
                "jdbc:postgresql://a:5432,b:5433/x?user=ci@corp",
                "/var/lib/nestlab/history.db",
                "a@b:c",
            })
    void aUrlWithoutAPasswordStaysAsItIs(String url) {
        assertThat(Masked.url(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "//u:p@h/x, //u:***@h/x",
        "//u:p/q@h/x, //u:***@h/x",
        "//u:p@q@h/x, //u:***@h/x",
        "//u:p?q@h/x, //u:***@h/x",
        "//u:1234/5@h/x, //u:***@h/x",
        "//u%3Ap@h/x, //u%3A***@h/x",
        "//h/x?password=a&b=c, //h/x?password=***&b=c",
        "//h/x?b=c&PASSWORD=a, //h/x?b=c&PASSWORD=***",
        "//h/x?sslpassword=a;b@c, //h/x?sslpassword=***",
    })
    void aPasswordIsLeftOut(String url, String masked) {
        assertThat(Masked.url(url)).isEqualTo(masked);
    }

    @Test
    void anyTextInTime() {
        Untidy.of("jdbc:postgresql://ci:s3cret@db.example/nestlab?user=ci&password=s3cret")
                .with("//", ":", "@", "password=", "&password=")
                .and(Untidy.endless("//h:1", ",a:1"), Untidy.endless("//", "a:"), Untidy.endless("?", "password"))
                .isRead(Masked::url);
    }
}
