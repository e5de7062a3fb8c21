package org.nestlab.stack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.settings.UnknownSettings;
import org.nestlab.machine.Level;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.MemoryBacking;

/**
 * What a stack can set of a level. The parser, the help of {@code nestlab gate} and the table of docs/gate.md are made
 * from this list; each constant has its description there and in {@link #description()}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum StackKey {
    /** The kernel, by the image or by a source of kernels. */
    KERNEL(
            "kernel",
            "`image`, `deb:FILE`, `folder:DIR` (with `boot/vmlinuz-VERSION` and `lib/modules/VERSION`), `package:NAME/SUITE`,"
                    + " `package:NAME=VERSION`, `parts:KERNEL:MODULES`, `modules:PATH` or `modules:PATH:KERNEL` (Debian 12's kernel, or"
                    + " another of these, with the `.ko` files of PATH in the place of its own)",
            (name, value) -> StackValues.kernel(value)),
    /** Words added to the kernel's command line. */
    CMDLINE("cmdline", "words added to the kernel command line", (name, value) -> new StackValue.CommandLine(value)),
    /** A parameter of a kernel module. */
    PARAMETER("MODULE.PARAMETER", "a module's parameter, as `L1.kvm_amd.npt=0`", StackValues::parameter),
    /** Whether the guest's KVM lets its guests nest. */
    NESTING(
            "nesting",
            "`on` or `off`: whether the guest's KVM lets its guests nest",
            (name, value) -> StackValues.nesting(value)),
    /** The CPU model and its features. */
    CPU(
            "cpu",
            "`host-passthrough`, `host-model` or a model, then features: `EPYC +avx2 -npt`",
            (name, value) -> StackValues.cpu(value)),
    /** The pages that hold the guest's memory. */
    MEMORY(
            "memory",
            "`hugepages`, `thp`, `small` or `as-host`: in what pages the level above has the guest's memory",
            (name, value) -> new StackValue.Memory(MemoryBacking.parse(value))),
    /** The file system of the embedded image. */
    IMAGE(
            "image",
            "`ext4` or `btrfs`: the embedded image with that file system",
            (name, value) -> StackValues.image(value)),
    /** QEMU and libvirt of L0. */
    HYPERVISOR(
            "hypervisor",
            "the QEMU and libvirt of L0: `host`, or in a container `debian:bookworm`, `debian:bookworm-backports`, `debian:trixie`,"
                    + " `debian:trixie-backports`, `image:NAME`; where either side has one, both get the machine type `pc-q35-7.2`",
            (name, value) -> new StackValue.Hypervisor(HypervisorSpec.parse(value)));

    // kvm_amd.npt
    private static final Pattern MODULE_PARAMETER = Pattern.compile("[a-z0-9_-]{1,40}\\.[A-Za-z0-9_-]{1,40}");

    private final String word;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final BiFunction<String, String, StackValue> reader;

    StackKey(String word, String description, BiFunction<String, String, StackValue> reader) {
        this.word = word;
        this.description = description;
        this.reader = reader;
    }

    /**
     * As it is written behind the level: {@code kernel}; {@code MODULE.PARAMETER} stands for any module's parameter.
     */
    public String word() {
        return word;
    }

    /** Whether L0 has it; the guests of all levels have the others. */
    public boolean isOfHost() {
        return this == HYPERVISOR;
    }

    /** With the first level that has it, for example {@code L1.kernel}. */
    public String example() {
        return (isOfHost() ? Level.L0 : Level.L1) + "." + word;
    }

    /** Which values it takes, in Markdown. */
    public String description() {
        return description;
    }

    /**
     * The key of that name.
     *
     * @throws LabConfigurationException if the level has no such key, naming the nearest that it has
     */
    static StackKey of(Level level, String name) {
        boolean ofHost = level.equals(Level.L0);
        if (ofHost && name.equals(KERNEL.word)) {
            throw new LabConfigurationException(
                    "the kernel of L0 is the one that runs, and is not swapped by a lab; expected L1.kernel or L2.kernel");
        }
        return Arrays.stream(values())
                .filter(key -> key.isOfHost() == ofHost && key.isNamed(name))
                .findFirst()
                .orElseThrow(() -> unknown(ofHost, name));
    }

    private boolean isNamed(String name) {
        return this == PARAMETER ? MODULE_PARAMETER.matcher(name).matches() : word.equals(name);
    }

    private static LabConfigurationException unknown(boolean ofHost, String name) {
        String nearest = Arrays.stream(values())
                .filter(key -> key.isOfHost() == ofHost && key != PARAMETER)
                .map(StackKey::word)
                .min(Comparator.comparingInt(word -> UnknownSettings.distance(name, word)))
                .orElseThrow();
        return new LabConfigurationException(
                "%s has no '%s': did you mean '%s'?".formatted(ofHost ? "L0" : "a guest", name, nearest));
    }

    /**
     * Reads a value.
     *
     * @param name as it was written, which for a parameter names the module
     * @throws LabConfigurationException if the key takes no such value
     */
    StackValue value(String name, String value) {
        return reader.apply(name, value);
    }
}
