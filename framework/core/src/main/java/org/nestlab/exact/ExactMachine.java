package org.nestlab.exact;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nestlab.HostNotCapableException;
import org.nestlab.internal.junit.ExactMachineResolver;

/**
 * Boots an emulated machine of a vendor, L1 with KVM, a Linux L2 on that and a small guest on the KVM of L2, and passes
 * the result to the test, which declares a {@link BootedMachine} parameter. It needs no libvirt, network or SSH, and
 * neither vmx nor svm on the host.
 *
 * <pre>{@code
 * @Test
 * @ExactMachine(Vendor.INTEL)
 * void vmxNests(BootedMachine machine) {
 *     assertThat(machine).hasVendorFlags(Level.L1).hasVendorFlags(Level.L2).runsGuest().runsGuestOfGuest();
 * }
 * }</pre>
 *
 * <h2>Creation</h2>
 *
 * <p>The annotation on a parameter applies to that parameter, on a method to all its parameters without the annotation,
 * and on a class to all its tests. The machine is booted and ended before the test begins; the parameter is a value.
 * Tests with equal specs share one machine, which is booted once in a run. While a test waits for its machine, those of
 * the other tests of its class are booted, too, as many as the host has processors and memory for.
 *
 * <h2>What fails, and what does not</h2>
 *
 * <p>A machine that panics, hangs or loses its L2 is passed to the test, too: the assertions judge it. The test is
 * aborted if no conclusion about the kernel is possible, because the emulator failed or the host is too slow. If the
 * emulator is not installed, a {@link HostNotCapableException} names the package.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(ExactMachineResolver.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ExactMachine {

    /** The vendor of its virtualization extension. */
    Vendor value();

    /** The class that defines the machine; it needs a constructor without parameters. */
    Class<? extends MachineDefinition> spec() default MachineDefinition.Usual.class;

    /** What to vary, as {@link org.nestlab.stack.Stack} reads it: {@code L1.kernel=deb:FILE,L1.kvm_intel.ept=0}. */
    String stack() default "";

    /**
     * Whether its exits are measured, too, by the same boot: {@link BootedMachine#costs()}. A test may then take an
     * {@link ExactReport}, which judges them by {@code thresholds.yaml} and {@code exact-baseline.yaml}. This takes
     * about 10 s more.
     */
    boolean costs() default false;

    /**
     * The seed of the emulator's random numbers: each seed is another, repeatable timing of interrupts; 0 stands for
     * the seed of the spec. If the machine hangs with the spec's seed, the next seed that does not hang is used, and
     * {@link BootedMachine#remarks} says so. A seed that is named here is never replaced.
     */
    int seed() default 0;
}
