package org.nestlab.internal.plan;

import org.nestlab.internal.xml.XmlElement;

/** The pool and the volumes of a lab as libvirt XML. */
public final class StorageXml {

    private StorageXml() {}

    public static String pool(HypervisorPlan hypervisor) {
        // QEMU runs as another user, which must be able to enter the folder and to read nothing else.
        return pool(hypervisor, XmlElement.of("permissions").child("mode", "0711"));
    }

    /** Returns the same definition with the folder owned by a user. */
    public static String pool(HypervisorPlan hypervisor, long uid, long gid) {
        return pool(
                hypervisor,
                XmlElement.of("permissions")
                        .child("mode", "0711")
                        .child("owner", Long.toString(uid))
                        .child("group", Long.toString(gid)));
    }

    private static String pool(HypervisorPlan hypervisor, XmlElement permissions) {
        return XmlElement.of("pool")
                .attr("type", "dir")
                .child("name", hypervisor.poolName())
                .child("uuid", hypervisor.poolUuid().toString())
                .child(XmlElement.of("target")
                        .child("path", hypervisor.folder())
                        .child(permissions))
                .toString();
    }

    /** The definition of an overlay or an empty disk. */
    public static String volume(DiskPlan disk) {
        XmlElement xml = XmlElement.of("volume").child("name", disk.volume());
        if (disk.capacity() > 0) {
            xml = xml.child(XmlElement.of("capacity").attr("unit", "bytes").text(disk.capacity()));
        }
        xml = xml.child(XmlElement.of("target").child(XmlElement.of("format").attr("type", disk.format())));
        if (disk.backing().isPresent()) {
            DiskPlan.Backing backing = disk.backing().get();
            xml = xml.child(XmlElement.of("backingStore")
                    .child("path", backing.path())
                    .child(XmlElement.of("format").attr("type", backing.format())));
        }
        return xml.toString();
    }

    /** The definition of a file that will be filled with this number of bytes. */
    public static String file(String name, long bytes) {
        return XmlElement.of("volume")
                .child("name", name)
                .child(XmlElement.of("capacity").attr("unit", "bytes").text(bytes))
                .child(XmlElement.of("target").child(XmlElement.of("format").attr("type", "raw")))
                .toString();
    }
}
