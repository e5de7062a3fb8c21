package org.nestlab.internal.claim;

import java.util.Optional;
import org.nestlab.probe.KvmDevice;
import org.nestlab.probe.NestedPaging;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.ParameterState;
import org.nestlab.probe.VirtExtension;
import org.nestlab.probe.VirtExtension.Kind;

/** Claims about a machine as a hypervisor; empty where the claim holds. */
public final class KvmClaims {

    private static final String SHOW_EXTENSION =
            "give the guest a CPU mode with the extension (CpuMode.hostPassthrough(), or withVirtualization(true)) and switch nesting on at the level above";

    private KvmClaims() {}

    public static Optional<ClaimViolation> usable(KvmDevice device, VirtExtension extension) {
        if (!extension.present()) {
            return Optional.of(new ClaimViolation(
                    "no usable KVM",
                    "%s; %s".formatted(ProbeDescriptions.of(extension), ProbeDescriptions.of(device)),
                    "vmx or svm, and a /dev/kvm that works",
                    SHOW_EXTENSION));
        }
        return device.works()
                ? Optional.empty()
                : Optional.of(new ClaimViolation(
                        "no usable KVM",
                        "%s; %s".formatted(ProbeDescriptions.of(device), ProbeDescriptions.of(extension)),
                        "/dev/kvm opens, answers API %d and makes a VM".formatted(KvmDevice.API_VERSION),
                        device.present()
                                ? "compare the device's owner and mode with root:kvm 660 and the user with group kvm; then look into dmesg"
                                : "load the module: modprobe %s"
                                        .formatted(extension
                                                .kind()
                                                .map(Kind::module)
                                                .orElse("kvm"))));
    }

    public static Optional<ClaimViolation> devicePresent(KvmDevice device) {
        return claim(
                device.present(),
                "no KVM device",
                ProbeDescriptions.of(device),
                "/dev/kvm is there",
                "load kvm_intel or kvm_amd; where that refuses, " + SHOW_EXTENSION);
    }

    public static Optional<ClaimViolation> deviceAbsent(KvmDevice device) {
        return claim(
                !device.present(),
                "a KVM device where none should be",
                ProbeDescriptions.of(device),
                "/dev/kvm is not there",
                "hide the extension from the guest: CpuMode withVirtualization(false)");
    }

    public static Optional<ClaimViolation> extensionPresent(VirtExtension extension) {
        return claim(
                extension.present(),
                "no virtualization extension",
                ProbeDescriptions.of(extension),
                "vmx or svm",
                SHOW_EXTENSION);
    }

    public static Optional<ClaimViolation> extensionIs(VirtExtension extension, Kind kind) {
        return claim(
                extension.kind().filter(kind::equals).isPresent(),
                "not the virtualization extension " + kind,
                ProbeDescriptions.of(extension),
                kind.toString(),
                extension.present()
                        ? "the vendor decides which of the two there is: ask for hasVirtExtension() unless %s itself matters"
                                .formatted(kind)
                        : SHOW_EXTENSION);
    }

    public static Optional<ClaimViolation> extensionAbsent(VirtExtension extension) {
        return claim(
                !extension.present(),
                "a virtualization extension where none should be",
                ProbeDescriptions.of(extension),
                "neither vmx nor svm",
                "hide the extension from the guest: CpuMode withVirtualization(false)");
    }

    public static Optional<ClaimViolation> nestingOn(NestedParameter nested) {
        return claim(
                nested.isOn(), "nesting is not enabled", ProbeDescriptions.of(nested), "Y or 1", remedy(nested, 1));
    }

    public static Optional<ClaimViolation> nestingOff(NestedParameter nested) {
        return claim(
                nested.state() == ParameterState.OFF,
                "nesting is not disabled",
                ProbeDescriptions.of(nested),
                "N or 0",
                remedy(nested, 0));
    }

    public static Optional<ClaimViolation> nestedPaging(VirtExtension extension, NestedPaging paging) {
        String module = paging.module().orElse("kvm_intel or kvm_amd");
        String parameter = extension.kind().map(Kind::pagingFlag).orElse("ept or npt");
        return claim(
                extension.nestedPaging() && paging.isOn(),
                "no nested paging",
                "%s, nested paging %s; %s"
                        .formatted(
                                ProbeDescriptions.of(extension),
                                extension.nestedPaging() ? "shown" : "not shown",
                                ProbeDescriptions.parameter(module, parameter, paging.state(), paging.raw())),
                "the CPU shows %s and the module uses it".formatted(parameter),
                "show the feature to the guest, and load %s with %s=1".formatted(module, parameter));
    }

    private static String remedy(NestedParameter nested, int value) {
        String module = nested.module().orElse("kvm_intel or kvm_amd");
        return nested.builtIn()
                ? "%s is built into the kernel: boot it with %s.nested=%d".formatted(module, module, value)
                : "load %s with nested=%d, as GuestSpec withNesting(%b) does for a guest"
                        .formatted(module, value, value == 1);
    }

    private static Optional<ClaimViolation> claim(
            boolean holds, String failure, String observed, String wanted, String remedy) {
        return holds ? Optional.empty() : Optional.of(new ClaimViolation(failure, observed, wanted, remedy));
    }
}
