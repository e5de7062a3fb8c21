package org.nestlab.internal.libvirt;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StorageVol;
import org.libvirt.StorageVolInfo;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.xml.XmlDoc;

/** The volumes of one storage pool, by name. */
public final class Volumes {

    /** Libvirt's own limit of a stream packet is 256 KiB; larger pieces would only be cut. */
    private static final int CHUNK = 256 * 1024;

    private final Link link;
    private final UUID pool;

    Volumes(Link link, UUID pool) {
        this.link = link;
        this.pool = pool;
    }

    /** Creates a volume, as an empty one, or a qcow2 on top of the backing store that its XML names. */
    public VolumeInfo create(String xml) {
        String name = XmlDoc.parse(xml).text("/volume/name").orElse("without a name");
        return link.get(
                "creating volume " + name,
                connect -> inPool(
                        connect,
                        storage ->
                                Link.using(storage.storageVolCreateXML(xml, 0), StorageVol::free, Volumes::describe)));
    }

    /** The volume; empty if the pool has none of that name. */
    public Optional<VolumeInfo> find(String name) {
        return link.find("looking for volume " + name, connect -> inVolume(connect, name, Volumes::describe));
    }

    /** All volumes of the pool. One that goes while they are listed is left out. */
    public List<VolumeInfo> list() {
        List<String> names = link.get(
                "listing the volumes of pool " + pool,
                connect -> inPool(connect, storage -> List.of(storage.listVolumes())));
        return names.stream().flatMap(name -> find(name).stream()).toList();
    }

    /**
     * Deletes a volume and what it holds.
     *
     * @return whether it was there
     */
    public boolean delete(String name) {
        return link.find(
                        "deleting volume " + name,
                        connect -> inVolume(connect, name, volume -> {
                            volume.delete(0);
                            return true;
                        }))
                .isPresent();
    }

    /** Fills a volume with bytes, from its beginning. */
    public void upload(String name, byte[] content) {
        upload(name, new ByteArrayInputStream(content), content.length);
    }

    /**
     * Fills a volume with a file of this machine, from its beginning.
     *
     * @throws IOException if the file cannot be read
     */
    public void upload(String name, Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            upload(name, content, Files.size(file));
        }
    }

    /** Looks again at what the pool holds: libvirt does not notice what others put there. */
    public void refresh() {
        link.get(
                "refreshing pool " + pool,
                connect -> inPool(connect, storage -> {
                    storage.refresh(0);
                    return true;
                }));
    }

    private void upload(String name, InputStream content, long length) {
        String doing = "uploading %d bytes to volume %s".formatted(length, name);
        link.get(
                doing,
                connect -> inVolume(
                        connect,
                        name,
                        volume -> Link.using(connect.streamNew(0), org.libvirt.Stream::free, stream -> {
                            volume.upload(stream, 0, length, 0);
                            try {
                                send(stream, content, length);
                            } catch (LibvirtException | IOException e) {
                                stream.abort();
                                if (e instanceof LibvirtException refused) {
                                    throw refused;
                                }
                                throw new ProvisioningException(
                                        "%s: %s: %s".formatted(link.label(), doing, e.getMessage()), e);
                            }
                            stream.finish();
                            return true;
                        })));
    }

    private static void send(org.libvirt.Stream stream, InputStream content, long length)
            throws LibvirtException, IOException {
        for (long left = length; left > 0; ) {
            byte[] chunk = content.readNBytes((int) Math.min(CHUNK, left));
            if (chunk.length == 0) {
                throw new EOFException("the content ended %d bytes early".formatted(left));
            }
            for (int sent = 0; sent < chunk.length; ) {
                sent += stream.send(sent == 0 ? chunk : java.util.Arrays.copyOfRange(chunk, sent, chunk.length));
            }
            left -= chunk.length;
        }
    }

    private <T> T inPool(Connect connect, Link.Use<StoragePool, T> use) throws LibvirtException, LibvirtFailure {
        return Link.using(connect.storagePoolLookupByUUID(pool), StoragePool::free, use);
    }

    private <T> T inVolume(Connect connect, String name, Link.Use<StorageVol, T> use)
            throws LibvirtException, LibvirtFailure {
        return inPool(connect, storage -> Link.using(storage.storageVolLookupByName(name), StorageVol::free, use));
    }

    private static VolumeInfo describe(StorageVol volume) throws LibvirtException {
        StorageVolInfo sizes = volume.getInfo();
        return new VolumeInfo(volume.getName(), volume.getPath(), sizes.capacity, sizes.allocation);
    }
}
