package org.nestlab.suite;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a test was left out because it does not apply, or because nothing could have run. The suites say "skipped"
 * for both, so that a machine whose KVM is gone would pass them all.
 */
final class SkipReason {

    /**
     * What kvm-unit-tests says where a test does not apply: words of its own {@code scripts/runtime.bash}, its counts,
     * and those of QEMU's words that say that the CPU or QEMU has no such thing. QEMU's other words mean that it could
     * not start at all.
     */
    private static final Pattern DOES_NOT_APPLY = Pattern.compile(Stream.of(
                    // (1 tests, 1 skipped)          (0 tests)
                    "\\d++ tests.*+",
                    // (i386 only)          (tcg only, but ACCEL=kvm)
                    "\\S++ only(?:, but .*+)?",
                    // (disabled because: ! grep -q vmx /proc/cpuinfo)
                    "disabled because: .++",
                    // (test marked as manual run only)
                    "test marked as manual run only",
                    // (/sys/module/kvm_intel/parameters/allow_smaller_maxphyaddr not equal to Y)
                    "/\\S++ not equal to .*+",
                    // qemu-system-x86_64: CPU feature umip not found
                    // qemu-system-x86_64: can't apply global max-x86_64-cpu.pks=on: Property 'max-x86_64-cpu.pks' not
                    // found
                    ".*\\b(?:CPU feature|[Pp]roperty) \\S++ not found.*+",
                    // qemu-system-x86_64: -device hyperv-testdev: 'hyperv-testdev' is not a valid device model name
                    ".* is not a valid device model name.*+",
                    // qemu-system-x86_64: unable to find CPU model 'Skylake-Server'
                    ".*\\bunable to find CPU model .*+",
                    // qemu-system-x86_64: Host doesn't support requested features
                    ".*\\b[Hh]ost doesn't support requested feature.*+",
                    // qemu-system-x86_64: Invalid SMP CPUs 1024. The max CPUs supported by machine 'q35' is 288
                    ".*\\bmax CPUs supported by machine .*+")
            .reduce("", (all, one) -> all.isEmpty() ? one : all + "|" + one));

    // /dev/kvm not available (errno: 2)          Cannot open '/dev/kvm': No such file or directory.  Is KVM loaded and
    // enabled?
    private static final Pattern NO_KVM = Pattern.compile("/dev/kvm not available\\b|Cannot open '?/dev/kvm\\b");

    private SkipReason() {}

    /**
     * Whether a reason of kvm-unit-tests says that the test does not apply; empty where a test itself said so by its
     * status.
     */
    static boolean doesNotApply(String reason) {
        return reason.isEmpty() || DOES_NOT_APPLY.matcher(reason).matches();
    }

    /** Whether a reason of the kernel's selftests says that there is no KVM to test. */
    static boolean noKvm(String reason) {
        return NO_KVM.matcher(reason).find();
    }
}
