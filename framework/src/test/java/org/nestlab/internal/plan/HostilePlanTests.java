package org.nestlab.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.HostileTexts;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.KernelSpec;
import org.nestlab.spec.LabSpec;

/** What a spec says is data on its way into libvirt, into files and into names; what cannot be is refused at once. */
class HostilePlanTests {

    private static Optional<GuestSpec> guest(String name, String arguments) {
        try {
            return Optional.of(GuestSpec.guest().withName(name).withKernel(new KernelSpec.OfImage(arguments)));
        } catch (LabConfigurationException refused) {
            return Optional.empty();
        }
    }

    private static LabPlan plan(GuestSpec guest) {
        return Plans.plan(LabSpec.of("hostile", guest));
    }

    @Test
    void kernelArgumentsReachTheDefinitionAsTheyAre() {
        int carried = 0;
        for (String hostile : HostileTexts.all()) {
            Optional<GuestSpec> guest = guest("guest", hostile);
            assertThat(guest.isPresent()).as(hostile).isEqualTo(hostile.chars().allMatch(c -> c >= 0x20 && c < 0x7F));
            if (guest.isPresent()) {
                LabPlan plan = plan(guest.get());
                XmlDoc domain = XmlDoc.parse(DomainXml.of(
                        plan.host().guests().get(0), plan.id(), plan.host().network(), Plans.OWNER));
                assertThat(domain.text("/domain/os/cmdline"))
                        .hasValueSatisfying(line -> assertThat(line).contains(hostile.strip()));
                assertThat(domain.all("/domain/os/*")).hasSize(4);
                carried++;
            }
        }
        assertThat(carried).isGreaterThan(50);
    }

    /** Names become files, domains, host names and parts of paths. */
    @Test
    void aNameLeadsNowhere() {
        for (String hostile : HostileTexts.all()) {
            assertThat(guest(hostile, "").isPresent())
                    .as(hostile)
                    .isEqualTo(hostile.matches("[A-Za-z0-9][A-Za-z0-9._-]*"));
        }
        GuestPlan odd = plan(guest("a..b", "").orElseThrow()).host().guests().get(0);
        assertThat(odd.disks())
                .allSatisfy(disk -> assertThat(java.nio.file.Path.of(disk.path()))
                        .isEqualTo(java.nio.file.Path.of(disk.path()).normalize()));
    }

    /** The name of a lab is a text for people: it is in no path, no command and no definition. */
    @Test
    void theNameOfALabIsNoPartOfAnythingThatIsMade() {
        for (String hostile : HostileTexts.all()) {
            if (hostile.isBlank() || hostile.chars().anyMatch(Character::isISOControl)) {
                continue;
            }
            LabPlan named = Plans.plan(LabSpec.kvmInKvm().withName(hostile));
            assertThat(named.host()).isEqualTo(Plans.plan(LabSpec.kvmInKvm()).host());
        }
    }
}
