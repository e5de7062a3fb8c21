package org.nestlab.internal.takedown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.host.ShellHost;
import org.nestlab.internal.libvirt.Hypervisor;
import org.nestlab.internal.libvirt.Ownership;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.internal.site.Site;
import org.nestlab.internal.xml.XmlElement;
import org.nestlab.machine.Host;

/** This machine with libvirt's mock driver as its libvirt, which begins with a domain called {@code test}. */
public final class MockHost implements AutoCloseable {

    private final @Nullable Site site;

    private MockHost(@Nullable Site site) {
        this.site = site;
    }

    static MockHost none() {
        return new MockHost(null);
    }

    /** A mock of its own: all connections of one process to {@code test:///default} share their state. */
    public static MockHost fresh(Path folder) {
        Path node = folder.resolve("node.xml");
        try {
            Files.writeString(
                    node,
                    "<node><domain type='test'><name>test</name><memory>8192</memory>"
                            + "<os><type>hvm</type></os></domain></node>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String uri = "test://" + node;
        LocalShell shell = new LocalShell("L0 host");
        return new MockHost(new Site(new ShellHost(shell, uri), shell, Hypervisor.connect(uri, "L0 host"), null));
    }

    public Site site() {
        return Optional.ofNullable(site).orElseThrow();
    }

    public String uri() {
        return ((Host) site().machine()).libvirtUri();
    }

    public void domain(String name, UUID uuid, Optional<Ownership> mark) {
        site().libvirt().domains().create(marked(domain(name, uuid), mark));
    }

    /**
     * A domain with one disk.
     *
     * @param target what the domain calls the disk, which may be limited to 100 requests/s: the mock refuses a limit
     *     above a maximum, and has none that is unlimited
     */
    public void domainWithDisk(String name, UUID uuid, String target) {
        XmlElement limits = XmlElement.of("iotune").child("total_iops_sec_max", "100");
        XmlElement disk = XmlElement.of("disk")
                .attr("type", "file")
                .attr("device", "disk")
                .child(XmlElement.of("source").attr("file", "/nonexistent/scratch"))
                .child(XmlElement.of("target").attr("dev", target).attr("bus", "virtio"))
                .child(limits);
        site().libvirt()
                .domains()
                .create(domain(name, uuid)
                        .child(XmlElement.of("devices").child(disk))
                        .toString());
    }

    private static XmlElement domain(String name, UUID uuid) {
        return XmlElement.of("domain")
                .attr("type", "test")
                .child("name", name)
                .child("uuid", uuid.toString())
                .child(XmlElement.of("memory").attr("unit", "MiB").text(64))
                .child(XmlElement.of("os").child("type", "hvm"));
    }

    void network(String name, UUID uuid, Optional<Ownership> mark) {
        XmlElement xml = XmlElement.of("network")
                .child("name", name)
                .child("uuid", uuid.toString())
                .child(XmlElement.of("bridge")
                        .attr("name", "nl" + uuid.toString().substring(0, 8)));
        site().libvirt().networks().create(marked(xml, mark));
    }

    public void pool(String name, UUID uuid, Path target) {
        XmlElement xml = XmlElement.of("pool")
                .attr("type", "dir")
                .child("name", name)
                .child("uuid", uuid.toString())
                .child(XmlElement.of("target").child("path", target.toString()));
        site().libvirt().pools().create(xml.toString(), false);
    }

    void volume(UUID pool, String name) {
        XmlElement xml = XmlElement.of("volume")
                .child("name", name)
                .child(XmlElement.of("capacity").attr("unit", "bytes").text(1L << 20));
        site().libvirt().pools().volumes(pool).create(xml.toString());
    }

    private static String marked(XmlElement xml, Optional<Ownership> mark) {
        return mark.map(Ownership::toXml).map(xml::child).orElse(xml).toString();
    }

    @Override
    public void close() {
        if (site != null) {
            site.close();
        }
    }
}
