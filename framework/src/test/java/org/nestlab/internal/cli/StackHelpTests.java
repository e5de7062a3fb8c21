package org.nestlab.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nestlab.stack.StackKey;
import picocli.CommandLine;

class StackHelpTests {

    @Test
    void theHelpOfTheGateHasEveryKeyOfAStack() {
        String help = new CommandLine(new GateCommand()).getUsageMessage().replaceAll("\\s+", "");

        for (StackKey key : StackKey.values()) {
            assertThat(help)
                    .contains(
                            "%s: %s".formatted(key.example(), key.description()).replaceAll("[`\\s]+", ""));
        }
    }
}
