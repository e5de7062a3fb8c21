package org.nestlab.internal.host;

import java.util.Optional;
import org.nestlab.probe.KvmDevice;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.ParameterState;
import org.nestlab.probe.VirtExtension.Kind;

/** Reasons why a host whose CPU has the extension cannot run a lab, each with its remedy; empty if it can. */
public final class Obstacles {

    private Obstacles() {}

    /** The module of this extension. */
    public static Optional<String> module(HostFacts facts, Kind kind) {
        String module = kind.module();
        if (facts.modules().active(module)) {
            return Optional.empty();
        }
        boolean onDisk = facts.modules().find(module).isPresent();
        return Optional.of(
                onDisk
                        ? "the module %s is not loaded. Expected: loaded. Run `modprobe %s`; if it refuses, dmesg says why (often: virtualization is disabled in the firmware)"
                                .formatted(module, module)
                        : "the kernel %s has no module %s. Expected: KVM. Boot a kernel that has it, as Debian's linux-image-amd64 does"
                                .formatted(facts.system().kernel().release(), module));
    }

    /** The device. */
    public static Optional<String> device(HostFacts facts) {
        KvmDevice device = facts.device();
        if (device.works()) {
            return Optional.empty();
        }
        if (!device.present()) {
            return Optional.of(
                    "/dev/kvm is not there. Expected: a device that opens. In a container, hand it in with --device /dev/kvm; elsewhere `modprobe kvm` and udev make it");
        }
        if (!device.opens()) {
            return Optional.of(
                    "/dev/kvm (%s:%s %s) does not open: %s. Expected: open for this user. Run `chgrp kvm /dev/kvm; chmod 660 /dev/kvm; usermod -aG kvm $USER` as root and log in anew"
                            .formatted(device.owner(), device.group(), device.mode(), device.error()));
        }
        String seen =
                device.apiVersion().map(version -> "answers API " + version).orElse("opens but does not answer");
        String error = device.error().isEmpty() ? "" : " (" + device.error() + ")";
        return Optional.of(
                "/dev/kvm %s%s and makes no VM. Expected: API %d and a VM. Look into dmesg; another hypervisor on this host may hold the CPU's extension"
                        .formatted(seen, error, KvmDevice.API_VERSION));
    }

    /** The parameter {@code nested}. */
    public static Optional<String> nesting(HostFacts facts, Kind kind) {
        NestedParameter nested = facts.nested();
        if (nested.isOn()) {
            return Optional.empty();
        }
        String module = kind.module();
        String seen = switch (nested.state()) {
            case OFF -> "nested of %s is %s".formatted(module, nested.raw());
            case PARAMETER_ABSENT -> "%s has no parameter nested".formatted(module);
            case MODULE_ABSENT -> "%s is not loaded".formatted(module);
            case ON, UNKNOWN -> "nested of %s holds '%s'".formatted(module, nested.raw());
        };
        String remedy;
        if (nested.state() == ParameterState.PARAMETER_ABSENT) {
            remedy = "Boot a kernel whose KVM can nest";
        } else if (nested.builtIn()) {
            remedy = "%s is built into the kernel: add %s.nested=1 to the kernel command line and reboot"
                    .formatted(module, module);
        } else {
            remedy =
                    "Set nestlab.host.nesting=enable, or run `modprobe -r %s && modprobe %s nested=1` while no guest runs"
                            .formatted(module, module);
        }
        return Optional.of("%s. Expected: Y or 1. %s".formatted(seen, remedy));
    }
}
