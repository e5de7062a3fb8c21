package org.nestlab.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandFailuresTests {

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1 s", "1540, 1.5 s", "9960, 10.0 s", "60000, 60 s", "61400, 61 s"})
    void durationsReadAsPeopleWriteThem(long millis, String text) {
        assertThat(CommandFailures.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void theReasonIsTheInnermostMessage() {
        assertThat(CommandFailures.reason(new IOException("outer", new IOException("Connection refused"))))
                .isEqualTo("Connection refused");
        assertThat(CommandFailures.reason(new IOException())).isEqualTo("IOException");
    }

    /** Its message is the name alone. */
    @Test
    void aNameThatIsNotKnownIsSaidToBe() {
        assertThat(CommandFailures.reason(new IOException(new UnknownHostException("l0.example"))))
                .isEqualTo("the name l0.example cannot be resolved");
    }
}
