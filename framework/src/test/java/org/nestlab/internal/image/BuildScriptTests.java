package org.nestlab.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nestlab.HostNotCapableException;
import org.nestlab.ProvisioningException;

@Timeout(60)
class BuildScriptTests {

    private final List<String> progress = new ArrayList<>();

    private void run(Duration limit, String script) throws IOException {
        new BuildScript("building the guest image", limit)
                .run(List.of("bash", "-c", script), progress::add)
                .orThrow();
    }

    @Test
    void itsLinesAreShown() throws IOException {
        run(Duration.ofMinutes(1), "echo one; echo two >&2");

        assertThat(progress).containsExactly("one", "two");
    }

    @Test
    void aFailureHasItsLastLinesAndTheRemedy() {
        assertThatThrownBy(() -> run(Duration.ofMinutes(1), "echo no mmdebstrap; exit 3"))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage("""
                        L0 host: building the guest image ended with status 3:
                          no mmdebstrap
                        Where a tool is missing, `mvn verify -Psetup` or `nestlab setup` installs it""");
    }

    @Test
    void aBuildThatHangsIsGivenUp() {
        assertThatThrownBy(() -> run(Duration.ofMillis(500), "echo fetching; exec sleep 300"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("""
                        L0 host: building the guest image was given up after 500 ms, its limit; it last said:
                          fetching
                        `nestlab image build` builds images apart from a run""");
    }
}
