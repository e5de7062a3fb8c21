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
 * Boots an emulated machine of a vendor, L1 with KVM, a Linux L2 on that and a small guest on the KVM of L2, and hands
 * what it said to the test, which takes a {@link BootedMachine} as a parameter. No libvirt, network or SSH is in it,
 * and neither vmx nor svm on this machine: any will do.
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
 * <p>On a parameter it is for that alone, on a method for all parameters without, on a class for all its tests. The
 * machine is booted and ended before the test begins; the parameter is a value. Equal specs are one machine, which is
 * booted once in a run.
 *
 * <h2>What fails, and what does not</h2>
 *
 * <p>A machine that panics, hangs or loses its L2 is a value, too: the assertions judge it. Where nothing can be said
 * of the kernel, as the emulator broke or this machine is too slow, the test is aborted. An emulator that is not
 * installed is a {@link HostNotCapableException}, which names the package.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(ExactMachineResolver.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ExactMachine {

    /** Whose virtualization extension it has. */
    Vendor value();

    /** Which machine; a class with a constructor without parameters. */
    Class<? extends MachineDefinition> spec() default MachineDefinition.Usual.class;

    /**
     * What varies of it, as {@link org.nestlab.stack.Stack} reads it: {@code L1.kernel=deb:FILE,L1.kvm_intel.ept=0}.
     */
    String stack() default "";

    /**
     * Whether its exits are measured, too, by the same boot: {@link BootedMachine#costs()}. A test may then take an
     * {@link ExactReport}, which judges them by {@code thresholds.yaml} and {@code exact-baseline.yaml}. It takes some
     * 10 s more.
     */
    boolean costs() default false;

    /**
     * Other timings of interrupts, each repeatable; 0 for the one that the spec has. Where the machine hangs with that
     * one, the next that does not takes its place, and {@link BootedMachine#remarks} tells; a seed that is named here
     * has no substitute.
     */
    int seed() default 0;
}
