package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.Vendor;
import org.nestlab.upgrade.Outcome;

@Timeout(60)
class EachVendorTests {

    private static final List<Vendor> BOTH = List.of(Vendor.AMD, Vendor.INTEL);

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @Test
    void measuresSideBySideAsManyAsFit() {
        CountDownLatch begun = new CountDownLatch(2);

        EachVendor each = EachVendor.of(BOTH, 2, vendor -> {
            begun.countDown();
            await(begun);
            return part(vendor, "done");
        });

        assertThat(each.parts()).extracting(Part::vendor).containsExactlyElementsOf(BOTH);
    }

    @Test
    void measuresOneAfterTheOtherWhereNoTwoFit() {
        EachVendor.of(BOTH, 1, vendor -> {
            seen.add(vendor + " begins");
            seen.add(vendor + " ends");
            return part(vendor, "done");
        });

        assertThat(seen).containsExactly("AMD begins", "AMD ends", "INTEL begins", "INTEL ends");
    }

    @Test
    void ordersPartsByVendorWhicheverIsDoneFirst() {
        CountDownLatch intel = new CountDownLatch(1);
        List<List<String>> soFar = new ArrayList<>();

        EachVendor each = EachVendor.of(
                BOTH,
                2,
                vendor -> {
                    if (vendor == Vendor.AMD) {
                        await(intel);
                    }
                    return Stream.of(part(vendor, "the only one"));
                },
                parts -> {
                    soFar.add(parts.stream().map(it -> it.vendor().word()).toList());
                    intel.countDown();
                });

        assertThat(each.parts()).extracting(Part::vendor).containsExactly(Vendor.AMD, Vendor.INTEL);
        assertThat(soFar).containsExactly(List.of("intel"), List.of("amd", "intel"));
    }

    @Test
    void endsTheOtherVendorWhereOneFails() {
        CountDownLatch intel = new CountDownLatch(1);

        assertThatThrownBy(() -> EachVendor.of(BOTH, 2, vendor -> {
                    if (vendor == Vendor.AMD) {
                        await(intel);
                        throw new LabConfigurationException("the kernel has no KVM");
                    }
                    intel.countDown();
                    return neverEnds(vendor);
                }))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage("the kernel has no KVM");

        assertThat(seen).as("it has ended when the failure is told").containsExactly("INTEL was interrupted");
    }

    @Test
    void endsBothWhereItIsInterrupted() {
        CountDownLatch begun = new CountDownLatch(2);
        Thread caller = Thread.currentThread();
        Thread interrupts = new Thread(() -> {
            await(begun);
            caller.interrupt();
        });
        interrupts.start();

        assertThatThrownBy(() -> EachVendor.of(BOTH, 2, vendor -> {
                    begun.countDown();
                    return neverEnds(vendor);
                }))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).containsExactlyInAnyOrder("AMD was interrupted", "INTEL was interrupted");
    }

    @Test
    void leavesOutAVendorThatCannotBeEmulatedHere() {
        for (int atOnce : new int[] {1, 2}) {
            EachVendor each = EachVendor.of(BOTH, atOnce, vendor -> {
                if (vendor == Vendor.INTEL) {
                    throw new HostNotCapableException("L0 host: no bochs");
                }
                return part(vendor, "done");
            });

            assertThat(each.parts()).extracting(Part::vendor).containsExactly(Vendor.AMD);
            assertThat(each.leftOut()).containsExactly("intel was left out: L0 host: no bochs");
        }
    }

    private Part neverEnds(Vendor vendor) {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nothing counts it down");
        } catch (InterruptedException e) {
            seen.add(vendor + " was interrupted");
            throw new ProvisioningException("L0 host: the exact machine was interrupted", e);
        }
    }

    private static Part part(Vendor vendor, String reason) {
        return Part.of(vendor, Outcome.GOOD, reason);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
