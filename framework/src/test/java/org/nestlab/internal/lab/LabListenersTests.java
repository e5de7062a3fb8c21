package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabEvent.Evidence.Kind;
import org.nestlab.spi.LabListener;
import org.nestlab.spi.MatrixLayout;

class LabListenersTests {

    private static final LabKeys KEYS = LabKeys.generate("nestlab-test");
    private static final String PLANTED = "console says\n" + KEYS.privateKeyFile() + "and passwd='hunter2'";
    private static final String CLEAN = "console says\n(removed)\nand passwd='(removed)'";

    private final List<LabEvent> told = new ArrayList<>();

    @Test
    void noListenerIsToldASecret() {
        LabListeners listeners = new LabListeners(List.of(told::add));

        listeners.publish(new LabEvent.Evidence("a", "L2 guest console", "text/plain", PLANTED));
        listeners.publish(new LabEvent.Evidence("a", Kind.DEFINITION, "L2 guest", "text/xml", PLANTED));
        listeners.publish(new LabEvent.Planned("a", "lab", Tier.KVM, PLANTED, PLANTED));
        listeners.publish(LabEvent.StepEnded.of("a", Level.L1, "boot", Instant.EPOCH, Duration.ofSeconds(1))
                .withFailure(PLANTED));
        listeners.publish(new LabEvent.Down("a", Duration.ZERO, PLANTED));
        listeners.publish(new LabEvent.Label("a", "kernel.L1", PLANTED));

        assertThat(told)
                .containsExactly(
                        new LabEvent.Evidence("a", "L2 guest console", "text/plain", CLEAN),
                        new LabEvent.Evidence("a", Kind.DEFINITION, "L2 guest", "text/xml", CLEAN),
                        new LabEvent.Planned("a", "lab", Tier.KVM, CLEAN, CLEAN),
                        LabEvent.StepEnded.of("a", Level.L1, "boot", Instant.EPOCH, Duration.ofSeconds(1))
                                .withFailure(CLEAN),
                        new LabEvent.Down("a", Duration.ZERO, CLEAN),
                        new LabEvent.Label("a", "kernel.L1", CLEAN));
    }

    @Test
    void noListenerIsToldASecretOfAMatrix() {
        List<MatrixLayout> layouts = new ArrayList<>();
        LabListeners listeners = new LabListeners(List.of(new LabListener() {
            @Override
            public void on(LabEvent event) {}

            @Override
            public void matrix(MatrixLayout layout) {
                layouts.add(layout);
            }

            @Override
            public void cell(MatrixLayout layout, String lab) {
                layouts.add(layout);
            }
        }));

        listeners.matrix(layout(PLANTED));
        listeners.cell(layout(PLANTED), "lab: a");

        assertThat(layouts).containsExactly(layout(CLEAN), layout(CLEAN));
    }

    private static MatrixLayout layout(String text) {
        return new MatrixLayout(
                "Owner",
                "lab",
                List.of(new MatrixLayout.Axis("axis", List.of("a", "b"))),
                List.of(
                        MatrixLayout.Cell.of(List.of("a"), text, "lab: a"),
                        MatrixLayout.Cell.ofLeftOut(List.of("b"), text, text)));
    }

    @Test
    void theKeyOfALabIsRecognizedInItsOwnForm() {
        KEYS.privateKeyFile()
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .forEach(line -> assertThat(CLEAN).doesNotContain(line));
        assertThat(KEYS.privateKeyFile()).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
    }
}
