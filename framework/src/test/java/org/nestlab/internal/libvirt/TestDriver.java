package org.nestlab.internal.libvirt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.nestlab.internal.xml.XmlElement;

/** Libvirt's mock driver, and definitions for it. */
final class TestDriver {

    /** The domain that {@code test:///default} begins with; it runs. */
    static final String DEFAULT_DOMAIN = "test";

    private TestDriver() {}

    /** A mock of its own: all connections of one process to {@code test:///default} share their state. */
    static Hypervisor fresh(Path folder) {
        Path node = folder.resolve("node.xml");
        try {
            Files.writeString(node, "<node/>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Hypervisor.connect("test://" + node, "L0 host");
    }

    static XmlElement domain(String name, UUID uuid) {
        return XmlElement.of("domain")
                .attr("type", "test")
                .child("name", name)
                .child("uuid", uuid.toString())
                .child(XmlElement.of("memory").attr("unit", "MiB").text(64))
                .child(XmlElement.of("os").child("type", "hvm"));
    }

    static XmlElement network(String name, UUID uuid) {
        return XmlElement.of("network")
                .child("name", name)
                .child("uuid", uuid.toString())
                .child(XmlElement.of("bridge").attr("name", "nl0123"))
                .child(XmlElement.of("ip").attr("address", "10.91.7.1").attr("prefix", 24));
    }

    static XmlElement pool(String name, UUID uuid, Path folder) {
        return XmlElement.of("pool")
                .attr("type", "dir")
                .child("name", name)
                .child("uuid", uuid.toString())
                .child(XmlElement.of("target").child("path", folder.toString()));
    }
}
