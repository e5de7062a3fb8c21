package org.nestlab.internal.engine;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.guest.GuestAccess;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.kept.NotReusableException;
import org.nestlab.internal.kept.ReusableLab;
import org.nestlab.internal.kept.ReusableLab.ReusableGuest;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.libvirt.DomainState;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.HypervisorPlan;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.snapshot.GuestAgent;
import org.nestlab.internal.snapshot.GuestClock;
import org.nestlab.internal.snapshot.SnapshotException;
import org.nestlab.internal.ssh.HostKeyCheck;
import org.nestlab.internal.ssh.LabKeys;
import org.nestlab.spec.ImageSpec;

/**
 * Enters a lab that an earlier run has handed on: follows its consoles, logs in to each guest, and proves that it is
 * the guest that was handed on, in the same boot.
 */
final class TakingOver {

    /** The time for the login to one guest, which needs less than a second on an idle host. */
    private static final Duration LOGIN = Duration.ofSeconds(30);

    private final LabState lab;
    private final Provisioner provisioner;
    private final ReusableLab kept;

    TakingOver(LabState lab, Provisioner provisioner, ReusableLab kept) {
        this.lab = lab;
        this.provisioner = provisioner;
        this.kept = kept;
    }

    /** @throws NotReusableException if a guest is not as it was, or does not answer */
    void run() {
        HypervisorPlan host = lab.plan().host();
        for (GuestPlan guest : host.guests()) {
            enter(lab.site(), host, guest, lab::add);
        }
        lab.tree().dead().ifPresent(why -> {
            throw NotReusableException.spoilt(why);
        });
    }

    private void enter(Site site, HypervisorPlan on, GuestPlan plan, Consumer<LiveGuest> owner) {
        ReusableGuest was = kept.guest(plan.label());
        requireRunning(plan, site.libvirt().domains().state(plan.uuid()));
        LiveGuest guest = lab.context().steps().get(plan.level(), plan.label() + ": login", () -> {
            LiveGuest followed = provisioner.follow(site, plan, access(plan, on, was));
            owner.accept(followed);
            logIn(followed, was);
            return followed;
        });
        lab.context()
                .steps()
                .run(
                        plan.level(),
                        plan.label() + ": clock",
                        () -> setClock(guest, lab.context().steps()));
        plan.hypervisor().ifPresent(inner -> {
            Site inside = lab.context()
                    .steps()
                    .get(
                            plan.level(),
                            plan.label() + ": libvirt connection",
                            () -> lab.context().sites().inside(guest, guest.shell()));
            guest.sessions().hosts(inside);
            inner.guests().forEach(nested -> enter(inside, inner, nested, guest.sessions()::add));
        });
    }

    static void requireRunning(GuestPlan plan, Optional<DomainState> state) {
        if (state.filter(now -> now.kind() == DomainState.Kind.RUNNING).isEmpty()) {
            String found = state.map(
                            now -> now.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .orElse("gone");
            throw NotReusableException.spoilt(
                    "%s: its domain %s is %s; expected running".formatted(plan.label(), plan.domainName(), found));
        }
    }

    private static void logIn(LiveGuest guest, ReusableGuest was) {
        try {
            requireSameBoot(was, guest.logIn(LOGIN, was.console()));
        } catch (GuestCommandException e) {
            throw NotReusableException.spoilt(String.valueOf(e.getMessage()));
        }
    }

    /** The clock of the host may have been set while the lab waited. */
    static void setClock(LiveGuest guest, Steps steps) {
        try {
            GuestClock clock = new GuestAgent(guest.shell()).setClock();
            clock.correction().ifPresent(steps::say);
            clock.doubt().ifPresent(steps::say);
        } catch (GuestCommandException e) {
            throw NotReusableException.spoilt(String.valueOf(e.getMessage()));
        } catch (SnapshotException e) {
            if (guest.spec().image() instanceof ImageSpec.Embedded) {
                throw NotReusableException.spoilt(String.valueOf(e.getMessage()));
            }
            // Another image may have no perl.
            steps.say("%s: its clock was not compared with the host's: %s".formatted(guest.label(), e.getMessage()));
        }
    }

    static void requireSameBoot(ReusableGuest was, String boot) {
        if (!boot.equals(was.boot())) {
            throw NotReusableException.spoilt(
                    "%s: it was rebooted: its boot is %s; expected %s".formatted(was.label(), boot, was.boot()));
        }
    }

    private GuestAccess access(GuestPlan guest, HypervisorPlan on, ReusableGuest was) {
        LabKeys hostKey = LabKeys.parse(was.hostKey());
        // The host key of an image from elsewhere that takes no seed is unknown.
        HostKeyCheck check = guest.image().privateKey().isPresent()
                ? new HostKeyCheck.FirstSeen()
                : new HostKeyCheck.Exactly(hostKey.publicKeyLine());
        return new GuestAccess(guest, on.network(), lab.context().key(), hostKey, check);
    }
}
