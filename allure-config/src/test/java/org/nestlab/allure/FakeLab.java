package org.nestlab.allure;

import java.time.Duration;
import java.time.Instant;
import java.util.ServiceLoader;
import org.nestlab.machine.Level;
import org.nestlab.spec.Tier;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;

/** Tells the events of a lab, as the framework does: to every listener that the ServiceLoader finds. */
record FakeLab(String id) {

    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    void plan() {
        plan("1. network\n2. L1");
    }

    void plan(String text) {
        tell(new LabEvent.Planned(id, "kvm-in-kvm", Tier.EMULATED, "this CPU has neither vmx nor svm", text));
    }

    void up() {
        plan();
        tell(new LabEvent.Evidence(
                id,
                LabEvent.Evidence.Kind.DEFINITION,
                "L1 hypervisor domain XML as planned",
                "text/xml",
                "<domain type='qemu'/>"));
        step(Level.L1, "L1 hypervisor: wait for login", 0, 28);
        step(Level.L2, "L2 guest: wait for login", 28, 60);
        tell(new LabEvent.Up(id, Duration.ofSeconds(88)));
        tell(new LabEvent.Label(id, "kernel.L1", "6.1.0-28-cloud-amd64"));
    }

    void step(Level level, String name, int startSeconds, int seconds) {
        tell(LabEvent.StepEnded.of(id, level, name, START.plusSeconds(startSeconds), Duration.ofSeconds(seconds)));
    }

    void failingStep(String failure) {
        tell(LabEvent.StepEnded.of(id, Level.L1, "L1 hypervisor: start", START, Duration.ofSeconds(3))
                .withFailure(failure));
    }

    void label(String name, String value) {
        tell(new LabEvent.Label(id, name, value));
    }

    void console(String text) {
        tell(new LabEvent.Evidence(id, "L1 hypervisor console", "text/plain", text));
    }

    void down(String leftovers) {
        step(Level.L1, "L1 hypervisor: destroy", 100, 1);
        tell(new LabEvent.Down(id, Duration.ofSeconds(2), leftovers));
    }

    private static void tell(LabEvent event) {
        ServiceLoader.load(LabListener.class).forEach(listener -> listener.on(event));
    }
}
