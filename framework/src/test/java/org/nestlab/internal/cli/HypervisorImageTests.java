package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.takedown.FakeContainers;
import picocli.CommandLine;

/** {@code nestlab image build --hypervisor}: the image of a container instead of a guest's. */
class HypervisorImageTests {

    private final StringWriter out = new StringWriter();

    @Test
    void printsTheImagesName() {
        assertThat(run("build", "--hypervisor", "bookworm_backports")).isZero();
        assertThat(out).hasToString("fake:Debian bookworm-backports in a container" + System.lineSeparator());
    }

    @Test
    void anotherReleaseIsNotUnderstood() {
        assertThat(run("build", "--hypervisor", "sarge")).isEqualTo(2);
    }

    private int run(String... words) {
        CommandLine line = new CommandLine(new ImageCommand(new FakeContainers()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(new StringWriter(), true));
        return line.execute(words);
    }
}
