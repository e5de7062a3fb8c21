package org.nestlab.internal.guest;

import java.util.List;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.plan.NetworkPlan;
import org.nestlab.internal.seed.SeedImage;
import org.nestlab.internal.seed.SeedSpec;
import org.nestlab.internal.ssh.HostKeyCheck;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.internal.ssh.SshIdentity;
import org.nestlab.internal.ssh.SshTarget;
import org.nestlab.machine.Level;
import org.nestlab.spec.ImageSpec;

/**
 * How one guest is logged in to: the lab's key goes in by the seed, and the guest's own host key is made here too, so
 * that already its first connection is verified.
 */
public record GuestAccess(GuestPlan guest, NetworkPlan network, LabKeys labKey, LabKeys hostKey, HostKeyCheck check) {

    public static GuestAccess of(GuestPlan guest, NetworkPlan network, LabKeys labKey, LabId lab) {
        LabKeys hostKey = LabKeys.generate("nestlab-" + lab + "-" + guest.level());
        // A foreign image that takes no seed has a host key that we cannot know.
        HostKeyCheck check = guest.image().privateKey().isPresent()
                ? new HostKeyCheck.FirstSeen()
                : new HostKeyCheck.Exactly(hostKey.publicKeyLine());
        return new GuestAccess(guest, network, labKey, hostKey, check);
    }

    /** The NoCloud seed: an ISO 9660 image of some tens of KiB. */
    byte[] seed() {
        String hostname = (guest.level() + "-" + guest.spec().name()).replaceAll("[^A-Za-z0-9]+", "-");
        SeedSpec.Nic nic = new SeedSpec.Nic(
                guest.mac(), guest.address() + "/" + network.subnet().prefix(), network.gateway(), network.gateway());
        String nested = guest.spec().nesting() ? "1" : "0";
        return SeedImage.build(new SeedSpec(
                hostname.replaceAll("-+$", ""),
                guest.image().user(),
                labKey.publicKeyLine(),
                hostKey.privateKeyFile(),
                hostKey.publicKeyLine(),
                List.of(nic),
                List.of("options kvm_amd nested=" + nested, "options kvm_intel nested=" + nested),
                role()));
    }

    /**
     * An L1 guest that may host is started as a hypervisor even where its spec has no guests: a test may bring its own.
     */
    private SeedSpec.Role role() {
        boolean mayHost = guest.level().equals(Level.L1) && guest.spec().cpu().virtualization();
        return mayHost || guest.spec().hosts() ? SeedSpec.Role.HYPERVISOR : SeedSpec.Role.GUEST;
    }

    /** Whether our own boot agent is in the image and reports its progress on the console. */
    boolean agent() {
        return guest.spec().image() instanceof ImageSpec.Embedded;
    }

    SshTarget target() {
        SshIdentity identity = guest.image()
                .privateKey()
                .<SshIdentity>map(SshIdentity.KeyFile::new)
                .orElseGet(() -> new SshIdentity.Lab(labKey));
        return new SshTarget(guest.label(), guest.address(), 22, guest.image().user(), identity, check);
    }
}
