package org.nestlab.internal.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.libvirt.ExistingDomain;
import org.nestlab.internal.libvirt.ExistingDomain.WhenRunning;
import org.nestlab.internal.plan.CpuPlan;
import org.nestlab.internal.plan.CpuXml;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.xml.XmlDoc;
import org.nestlab.machine.Host;
import org.nestlab.machine.Machine;
import org.nestlab.probe.VirtExtension;
import org.nestlab.spec.CpuMode;

/**
 * Gives an existing domain of the user another CPU for a while, on any machine. On the host, a journal has the change.
 */
public final class DomainCpuSwitch implements AutoCloseable {

    private final Machine machine;
    private final @Nullable OpenHost openHost;
    private final Site site;
    private final ExistingDomain domain;
    private @Nullable ChangedDomain changed;

    private DomainCpuSwitch(Machine machine, @Nullable OpenHost openHost, Site site, String name) {
        this.machine = machine;
        this.openHost = openHost;
        this.site = site;
        this.domain = ExistingDomain.adopt(site.libvirt(), name, WhenRunning.REFUSE);
    }

    /**
     * Finds the domain, and changes nothing.
     *
     * @throws org.nestlab.LabConfigurationException if it cannot be adopted, with the reason
     */
    public static DomainCpuSwitch adopt(Machine machine, String name) {
        Sites sites = new Sites();
        if (machine instanceof Host host) {
            OpenHost open = sites.openHost(host.libvirtUri());
            return adopt(machine, open, sites.host(open), name);
        }
        if (machine instanceof LiveGuest guest) {
            return adopt(machine, null, sites.inside(guest, guest.shell()), name);
        }
        throw new IllegalArgumentException("not a machine of a running lab: " + machine);
    }

    private static DomainCpuSwitch adopt(Machine machine, @Nullable OpenHost open, Site site, String name) {
        try {
            return new DomainCpuSwitch(machine, open, site, name);
        } catch (RuntimeException e) {
            Closing.after(e, site);
            Optional.ofNullable(open).ifPresent(host -> Closing.after(e, host));
            throw e;
        }
    }

    /** Gives the domain's definition another CPU: it changes mode, model and the features that decide about nesting. */
    public void set(CpuMode cpu) {
        boolean kvm =
                XmlDoc.parse(domain.originalXml()).text("/*/@type").orElse("").equals("kvm");
        String extension =
                VirtExtension.of(machine).kind().map(VirtExtension.Kind::flag).orElse("svm");
        CpuPlan plan = kvm
                ? CpuPlan.underKvm(cpu, extension)
                : CpuPlan.underTcg(cpu, machine.label() + ": domain " + domain.name());
        if (machine instanceof Host host) {
            onHost(host).change(() -> domain.switchCpu(CpuXml.of(plan)));
        } else {
            domain.switchCpu(CpuXml.of(plan));
        }
    }

    private ChangedDomain onHost(Host host) {
        ChangedDomain known = changed;
        if (known != null) {
            return known;
        }
        StateFolder state = StateFolder.open(Settings.fromSystemProperties().stateDir());
        ChangedDomain written = ChangedDomain.of(domain, site, state, host.libvirtUri());
        changed = written;
        return written;
    }

    /**
     * Restores the definition.
     *
     * @throws ProvisioningException if it could not be restored; `nestlab reap` tries again
     */
    @Override
    public void close() {
        Closing.inAnyCase(
                this::restore,
                () -> Closing.inAnyCase(
                        site::close, () -> Optional.ofNullable(openHost).ifPresent(OpenHost::close)));
    }

    private void restore() {
        if (changed == null) {
            domain.close();
        } else {
            changed.close();
        }
    }
}
