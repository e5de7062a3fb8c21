package org.nestlab.internal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.kept.GuestNames.Domain;

class GuestNamesTests {

    private static String lab(String path) {
        return "nestlab-0badcafe-" + path;
    }

    @Test
    void aNameIsThatOfTheSpecWithItsLevel() {
        GuestNames names = new GuestNames(List.of(
                new Domain(1, lab("hypervisor")),
                new Domain(2, lab("hypervisor-guest")),
                new Domain(3, lab("hypervisor-guest-deep.one"))));

        assertThat(names.of(lab("hypervisor"))).isEqualTo("L1-hypervisor");
        assertThat(names.of(lab("hypervisor-guest"))).isEqualTo("L2-guest");
        assertThat(names.of(lab("hypervisor-guest-deep.one"))).isEqualTo("L3-deep.one");
    }

    @Test
    void theLongestNameAboveIsTheHypervisors() {
        GuestNames names = new GuestNames(
                List.of(new Domain(1, lab("a")), new Domain(1, lab("a-b")), new Domain(2, lab("a-b-guest"))));

        assertThat(names.of(lab("a-b-guest"))).isEqualTo("L2-guest");
    }

    @Test
    void equalNamesInTwoHypervisorsAreToldApart() {
        GuestNames names = new GuestNames(List.of(
                new Domain(1, lab("one")),
                new Domain(1, lab("two")),
                new Domain(2, lab("one-guest")),
                new Domain(2, lab("two-guest")),
                new Domain(2, lab("two-other"))));

        assertThat(names.of(lab("one-guest"))).isEqualTo("L2-one-guest");
        assertThat(names.of(lab("two-guest"))).isEqualTo("L2-two-guest");
        assertThat(names.of(lab("two-other"))).isEqualTo("L2-other");
    }

    @Test
    void anAdoptedDomainKeepsItsName() {
        GuestNames names = new GuestNames(List.of(new Domain(1, "my domain")));

        assertThat(names.of("my domain")).isEqualTo("L1-my-domain");
    }
}
