package org.nestlab.exact;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.spec.KernelSource;
import org.nestlab.spec.KernelSpec.Swapped;
import org.nestlab.stack.Stack;

/**
 * The specification of an exact machine: L1 on an emulated CPU, and a Linux L2 on the KVM of L1. Two equal specs,
 * booted by the same emulator, execute the same instructions. A value: {@code withX} replaces what there was,
 * {@code addX} adds to it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MachineSpec {

    /** The default kernel of both levels: Debian 12's for clouds. */
    public static final KernelSource DEFAULT_KERNEL = KernelSource.DEBIAN;

    private final Parts parts;

    private record Parts(
            Vendor vendor,
            Swapped kernel,
            Swapped innerKernel,
            String cpuModel,
            List<CpuFeature> cpuFeatures,
            boolean mitigations,
            int seed) {
        Parts {
            cpuFeatures = List.copyOf(cpuFeatures);
        }
    }

    private MachineSpec(Parts parts) {
        this.parts = parts;
    }

    /**
     * Debian 12's kernel on both levels, the emulator's usual CPU, seed 1, and each kernel's own mitigations in L1.
     * L2's kernel stays the same when L1's is replaced, so that two kernels of L1 are compared with the same guest.
     */
    public static MachineSpec of(Vendor vendor) {
        return new MachineSpec(new Parts(
                vendor, new Swapped(DEFAULT_KERNEL, ""), new Swapped(DEFAULT_KERNEL, ""), "", List.of(), true, 1));
    }

    /** Whose processor the machine has. */
    public Vendor vendor() {
        return parts.vendor();
    }

    /** L1's kernel, and the words that are added to its command line. */
    public Swapped kernel() {
        return parts.kernel();
    }

    /** L2's kernel, and the words that are added to its command line. */
    public Swapped innerKernel() {
        return parts.innerKernel();
    }

    /** The emulator's name of the CPU model; empty for the usual one. */
    public String cpuModel() {
        return parts.cpuModel();
    }

    /**
     * Features that the CPU has or lacks in contrast to its model; of two entries for the same feature, the last one
     * counts.
     */
    public List<CpuFeature> cpuFeatures() {
        return parts.cpuFeatures();
    }

    /**
     * Whether L1's kernel uses its default mitigations of CPU faults; otherwise it is booted with
     * {@code mitigations=off}.
     */
    public boolean mitigations() {
        return parts.mitigations();
    }

    /** The seed of the emulator's random numbers, 1 or more: each seed is another, repeatable timing of interrupts. */
    public int seed() {
        return parts.seed();
    }

    /** Another kernel for L1, with the words that its command line has. */
    public MachineSpec withKernel(KernelSource source) {
        return withKernel(new Swapped(source, kernel().arguments()));
    }

    /** Another kernel for L1, and other words for its command line. */
    public MachineSpec withKernel(Swapped kernel) {
        return new MachineSpec(
                new Parts(vendor(), kernel, innerKernel(), cpuModel(), cpuFeatures(), mitigations(), seed()));
    }

    /** Words for L1's kernel command line besides those that are there, for example {@code nosmt}. */
    public MachineSpec addArguments(String words) {
        return withKernel(new Swapped(kernel().source(), join(kernel().arguments(), words)));
    }

    /**
     * A parameter of a module of L1.
     *
     * @param name the module's name and the parameter's, for example {@code kvm_intel.enable_shadow_vmcs}
     */
    public MachineSpec addParameter(String name, String value) {
        if (!name.matches("[a-z0-9_]{1,60}\\.[a-zA-Z0-9_]{1,60}") || !value.matches("[!-~&&[^\"]]{1,100}")) {
            throw new LabConfigurationException(
                    "'%s=%s' is not a valid module parameter; expected MODULE.PARAMETER=VALUE without blanks, like kvm_intel.ept=0"
                            .formatted(name, value));
        }
        return addArguments(name + "=" + value);
    }

    /** Another kernel for L2, with the words that its command line has. */
    public MachineSpec withInnerKernel(KernelSource source) {
        return withInnerKernel(new Swapped(source, innerKernel().arguments()));
    }

    /** Another kernel for L2, and other words for its command line. */
    public MachineSpec withInnerKernel(Swapped kernel) {
        return new MachineSpec(new Parts(vendor(), kernel(), kernel, cpuModel(), cpuFeatures(), mitigations(), seed()));
    }

    /** Words for L2's kernel command line besides those that are there. */
    public MachineSpec addInnerArguments(String words) {
        return withInnerKernel(
                new Swapped(innerKernel().source(), join(innerKernel().arguments(), words)));
    }

    /**
     * Another CPU model, by the emulator's name of it: {@code max} for QEMU, {@code corei7_icelake_u} for Bochs; empty
     * for the usual one.
     */
    public MachineSpec withCpuModel(String model) {
        if (!model.matches("[A-Za-z0-9_.-]{0,64}")) {
            throw new LabConfigurationException(
                    "'%s' is not a valid CPU model; expected the emulator's name of one, like EPYC or corei3_cnl"
                            .formatted(model));
        }
        return new MachineSpec(
                new Parts(vendor(), kernel(), innerKernel(), model, cpuFeatures(), mitigations(), seed()));
    }

    /** A CPU with a feature, by the emulator's name of it, for example {@code vgif}. */
    public MachineSpec addCpuFeature(String name) {
        return add(new CpuFeature(name, true));
    }

    /** A CPU without a feature, by the emulator's name of it, for example {@code npt}. */
    public MachineSpec addMissingCpuFeature(String name) {
        return add(new CpuFeature(name, false));
    }

    private MachineSpec add(CpuFeature feature) {
        List<CpuFeature> more = new ArrayList<>(cpuFeatures());
        more.add(feature);
        return new MachineSpec(new Parts(vendor(), kernel(), innerKernel(), cpuModel(), more, mitigations(), seed()));
    }

    /** Whether L1 has its kernel's own mitigations, or {@code mitigations=off}. */
    public MachineSpec withMitigations(boolean on) {
        return new MachineSpec(new Parts(vendor(), kernel(), innerKernel(), cpuModel(), cpuFeatures(), on, seed()));
    }

    /** Another seed of the emulator's random numbers, 1 or more. */
    public MachineSpec withSeed(int seed) {
        if (seed < 1) {
            throw new LabConfigurationException("%d is not a valid seed; expected 1 or more".formatted(seed));
        }
        return new MachineSpec(
                new Parts(vendor(), kernel(), innerKernel(), cpuModel(), cpuFeatures(), mitigations(), seed));
    }

    /** The other vendor's machine, with everything but the CPU model and features, which belong to one emulator. */
    public MachineSpec withVendor(Vendor vendor) {
        return vendor == vendor()
                ? this
                : new MachineSpec(new Parts(vendor, kernel(), innerKernel(), "", List.of(), mitigations(), seed()));
    }

    /**
     * This machine on a stack: {@code kernel}, {@code cmdline}, {@code nesting} and module parameters of L1 and L2,
     * {@code cpu} of L1. The kernel {@code image} is {@link #DEFAULT_KERNEL}.
     *
     * @throws LabConfigurationException if the stack sets what an exact machine does not have: another level, image or
     *     hypervisor
     */
    public MachineSpec on(Stack stack) {
        return StackedMachine.of(this, stack);
    }

    private static String join(String first, String second) {
        return (first + " " + second).strip();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MachineSpec spec && parts.equals(spec.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** For messages: {@code intel, kernel package:linux-image-cloud-amd64/bookworm, seed 1}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                "%s, kernel %s".formatted(vendor().word(), kernel().source().text()));
        if (!kernel().arguments().isEmpty()) {
            text.append(' ').append(kernel().arguments());
        }
        if (!innerKernel().equals(new Swapped(DEFAULT_KERNEL, ""))) {
            text.append(", L2's kernel ").append(innerKernel().source().text());
            text.append(
                    innerKernel().arguments().isEmpty()
                            ? ""
                            : " " + innerKernel().arguments());
        }
        if (!cpuModel().isEmpty()) {
            text.append(", CPU ").append(cpuModel());
        }
        cpuFeatures().forEach(feature -> text.append(' ').append(feature));
        return text.append(mitigations() ? "" : ", mitigations off")
                .append(", seed ")
                .append(seed())
                .toString();
    }
}
