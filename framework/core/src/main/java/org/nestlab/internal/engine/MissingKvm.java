package org.nestlab.internal.engine;

import org.nestlab.GuestCommandException;
import org.nestlab.GuestCrashedException;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.probe.KernelInfo;
import org.nestlab.probe.KvmDevice;
import org.nestlab.probe.NestedParameter;
import org.nestlab.probe.VirtExtension;

/** Explains why a guest could not be started on KVM. libvirt only says that its QEMU does not support KVM. */
final class MissingKvm {

    private MissingKvm() {}

    /**
     * Returns the failure with the state of KVM on the machine that runs the guest and on the one above it. If KVM is
     * usable there, or the guest does not answer, it returns the failure unchanged.
     *
     * @param refused what libvirt said
     * @param inner the label of the guest that was not started
     * @param machine the machine that should run it
     */
    static ProvisioningException explained(ProvisioningException refused, String inner, Machine machine) {
        // A machine that hangs or has died is not asked.
        boolean silent = refused instanceof NoAnswerException || refused instanceof GuestCrashedException;
        if (silent || !(machine instanceof Guest hypervisor)) {
            return refused;
        }
        try {
            KvmDevice device = KvmDevice.of(hypervisor);
            VirtExtension extension = VirtExtension.of(hypervisor);
            if (device.works() && extension.present()) {
                return refused;
            }
            return new ProvisioningException(
                    "%s was not started, as there is no usable KVM in %s: its CPU shows %s, and /dev/kvm %s. Expected: vmx or svm, and a /dev/kvm that makes a VM. %s. Libvirt said: %s"
                            .formatted(
                                    inner,
                                    hypervisor.label(),
                                    extension.kind().map(Object::toString).orElse("neither vmx nor svm"),
                                    words(device),
                                    above(hypervisor),
                                    refused.getMessage()),
                    refused);
        } catch (GuestCommandException e) {
            refused.addSuppressed(e);
            return refused;
        }
    }

    private static String words(KvmDevice device) {
        if (!device.present()) {
            return "is not there";
        }
        return device.error().isEmpty() ? "makes no VM" : "does not work (%s)".formatted(device.error());
    }

    private static String above(Guest hypervisor) {
        if (!(hypervisor.parent() instanceof Guest outer)) {
            return "Its CPU mode is %s: give it one that shows the extension"
                    .formatted(hypervisor.spec().cpu().mode());
        }
        NestedParameter nested = NestedParameter.of(outer);
        return "On %s, which runs it on kernel %s, nested of %s is %s: look there"
                .formatted(
                        outer.label(),
                        KernelInfo.of(outer).release(),
                        nested.module().orElse("kvm_amd or kvm_intel"),
                        nested.raw().isEmpty() ? nested.state().toString() : "'" + nested.raw() + "'");
    }
}
