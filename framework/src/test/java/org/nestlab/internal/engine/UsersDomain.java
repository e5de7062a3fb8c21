package org.nestlab.internal.engine;

import java.util.UUID;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.xml.XmlElement;

/** A domain on the host that is nobody's lab: defined, never started, undefined when closed. */
final class UsersDomain implements AutoCloseable {

    static final String NAME = "a-domain-of-the-users";

    private final Hypervisor hypervisor;
    private final UUID uuid = UUID.randomUUID();

    UsersDomain(String uri) {
        hypervisor = Hypervisor.connect(uri, "L0 host");
        hypervisor.domains().find(NAME).ifPresent(old -> hypervisor.domains().undefine(old.uuid()));
        hypervisor
                .domains()
                .define(XmlElement.of("domain")
                        .attr("type", "qemu")
                        .child("name", NAME)
                        .child("uuid", uuid.toString())
                        .child(XmlElement.of("memory").attr("unit", "MiB").text(64))
                        .child(XmlElement.of("os")
                                .child(XmlElement.of("type")
                                        .attr("arch", "x86_64")
                                        .text("hvm")))
                        .toString());
    }

    @Override
    public void close() {
        hypervisor.domains().undefine(uuid);
        hypervisor.close();
    }
}
