package org.nestlab.internal.host;

import java.util.Optional;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.settings.TierSetting;
import org.nestlab.probe.KvmDevice;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.VirtExtension.Kind;
import org.nestlab.spec.Tier;

/**
 * The tier of a lab on a host, with the reason.
 *
 * @param reason one line
 */
public record TierChoice(Tier tier, String reason) {

    /**
     * Decides. If the CPU has vmx or svm, {@code AUTO} never falls back to emulation: such a host has to be repaired.
     *
     * @throws HostNotCapableException if the host lacks something that it should have; the message names the remedy
     */
    public static TierChoice decide(HostFacts facts, TierSetting requested) {
        return switch (requested) {
            case EMULATED -> new TierChoice(Tier.EMULATED, "nestlab.tier=emulated asks for it");
            case AUTO ->
                facts.cpu()
                        .kind()
                        .map(kind -> hardware(facts, kind))
                        .orElseGet(() -> new TierChoice(Tier.EMULATED, withoutExtension(facts)));
            case KVM ->
                hardware(
                        facts,
                        facts.cpu()
                                .kind()
                                .orElseThrow(() -> new HostNotCapableException(
                                        "%s: nestlab.tier=kvm, but %s. Expected: vmx or svm. Take a machine whose CPU has it (in a cloud: an instance type with nested virtualization; in a VM: host-passthrough), or set nestlab.tier=emulated"
                                                .formatted(facts.label(), withoutExtension(facts)))));
        };
    }

    private static String withoutExtension(HostFacts facts) {
        String cpu = "the CPU (%s) offers neither vmx nor svm"
                .formatted(
                        facts.cpu().modelName().isEmpty()
                                ? "of no name"
                                : facts.cpu().modelName());
        return facts.device()
                .apiVersion()
                .map(version -> "/dev/kvm answers API %d but %s".formatted(version, cpu))
                .orElse(cpu);
    }

    private static TierChoice hardware(HostFacts facts, Kind kind) {
        Optional<String> obstacle = Obstacles.module(facts, kind)
                .or(() -> Obstacles.device(facts))
                .or(() -> Obstacles.nesting(facts, kind));
        obstacle.ifPresent(message -> {
            throw new HostNotCapableException(facts.label() + ": the CPU has " + kind + ", but " + message);
        });
        KvmDevice device = facts.device();
        NestedParameter nested = facts.nested();
        return new TierChoice(
                Tier.KVM,
                "the CPU has %s, /dev/kvm answers API %d, nested of %s is %s"
                        .formatted(kind, device.apiVersion().orElse(0), kind.module(), nested.raw()));
    }
}
