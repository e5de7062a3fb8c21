package org.nestlab.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nestlab.machine.Level;

/** Machines that are well print much that looks dangerous: a deadly effect given wrongly ends a user's lab. */
class HealthyBootsTests {

    static Stream<String> boots() throws IOException {
        try (InputStream in = HealthyBootsTests.class.getResourceAsStream("/org/nestlab/console/healthy-boots.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^== ", -1)).skip(1);
        }
    }

    @ParameterizedTest
    @MethodSource("boots")
    void nothingIsFoundInThem(String boot) {
        ConsoleWatch watch = new ConsoleWatch(Signatures.builtIn(), Level.L1, line -> {});

        watch.read(boot.substring(boot.indexOf('\n') + 1).replace("\n", "\r\n"));

        assertThat(watch.fatal()).isEmpty();
        assertThat(watch.notes()).isEmpty();
    }
}
