package org.nestlab.internal.claim;

import org.nestlab.probe.KvmDevice;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.ParameterState;
import org.nestlab.probe.VirtExtension;

/** What probes saw, in words for a message. */
final class ProbeDescriptions {

    private ProbeDescriptions() {}

    static String of(KvmDevice device) {
        if (!device.present()) {
            return "/dev/kvm is not there";
        }
        String what = "/dev/kvm (%s:%s %s) ".formatted(device.owner(), device.group(), device.mode());
        String error = device.error().isEmpty() ? "" : " (" + device.error() + ")";
        if (!device.opens()) {
            return what + "does not open" + error;
        }
        return what
                + device.apiVersion().map(api -> "opens, answers API " + api).orElse("opens, does not answer")
                + (device.createsVm() ? ", makes a VM" : ", makes no VM")
                + error;
    }

    static String of(VirtExtension extension) {
        return "CPU (%s) shows %s"
                .formatted(
                        extension.modelName().isEmpty() ? "no name" : extension.modelName(),
                        extension.kind().map(Object::toString).orElse("neither vmx nor svm"));
    }

    static String of(NestedParameter nested) {
        return parameter(nested.module().orElse("kvm_intel or kvm_amd"), "nested", nested.state(), nested.raw());
    }

    static String parameter(String module, String name, ParameterState state, String raw) {
        return switch (state) {
            case ON, OFF, UNKNOWN -> "%s of %s is '%s'".formatted(name, module, raw);
            case PARAMETER_ABSENT -> "%s has no parameter %s".formatted(module, name);
            case MODULE_ABSENT -> "%s is not loaded".formatted(module);
        };
    }
}
