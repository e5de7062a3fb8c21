package org.nestlab.internal.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.xml.XmlDoc;

/** The storage pools of one libvirt. Libvirt keeps no metadata for pools, so the caller must know them by UUID. */
public final class Pools {

    private static final int CREATE_WITH_BUILD = 1;

    private final Link link;

    Pools(Link link) {
        this.link = link;
    }

    /**
     * Starts a pool that is gone, but for its files, once it is destroyed.
     *
     * @param build whether to make what the pool stands on, as a directory pool's folder
     */
    public PoolInfo create(String xml, boolean build) {
        String name = XmlDoc.parse(xml).text("/pool/name").orElse("without a name");
        return link.get(
                "creating pool " + name,
                connect -> Link.using(
                        connect.storagePoolCreateXML(xml, build ? CREATE_WITH_BUILD : 0),
                        StoragePool::free,
                        Pools::describe));
    }

    public Optional<PoolInfo> find(UUID uuid) {
        return link.find(
                "looking for pool " + uuid,
                connect -> Link.using(connect.storagePoolLookupByUUID(uuid), StoragePool::free, Pools::describe));
    }

    public Optional<PoolInfo> find(String name) {
        return link.find(
                "looking for pool " + name,
                connect -> Link.using(connect.storagePoolLookupByName(name), StoragePool::free, Pools::describe));
    }

    /** All pools, active or only defined. One that goes while they are listed is left out. */
    public List<PoolInfo> list() {
        List<String> names = new ArrayList<>(link.get("listing pools", connect -> List.of(connect.listStoragePools())));
        names.addAll(link.get("listing pools", connect -> List.of(connect.listDefinedStoragePools())));
        return names.stream().distinct().flatMap(name -> find(name).stream()).toList();
    }

    /**
     * Stops a pool; its files stay, and so does the definition of a persistent one.
     *
     * @return whether it was there
     */
    public boolean destroy(UUID uuid) {
        return link.find(
                        "destroying pool " + uuid,
                        connect -> Link.using(connect.storagePoolLookupByUUID(uuid), StoragePool::free, pool -> {
                            pool.destroy();
                            return true;
                        }))
                .isPresent();
    }

    /**
     * Stops a pool and removes what it stands on, as a directory pool's folder. A pool that still holds volumes stays
     * as it is. Libvirt removes only what a stopped pool stands on, and forgets a transient pool when it stops: so the
     * pool gets a definition for that moment.
     *
     * @return whether it was there
     * @throws ProvisioningException if it contains any volumes, or libvirt refuses
     */
    public boolean remove(UUID uuid) {
        String doing = "removing pool " + uuid;
        return link.find(
                        doing,
                        connect -> Link.using(connect.storagePoolLookupByUUID(uuid), StoragePool::free, pool -> {
                            if (pool.isActive() == 1) {
                                pool.refresh(0);
                                requireEmpty(doing, pool.listVolumes());
                            }
                            if (pool.isPersistent() != 1) {
                                String xml = pool.getXMLDesc(0);
                                Link.using(
                                        connect.storagePoolDefineXML(xml, 0), StoragePool::free, StoragePool::getName);
                            }
                            if (pool.isActive() == 1) {
                                pool.destroy();
                            }
                            try {
                                pool.delete(0);
                            } finally {
                                pool.undefine();
                            }
                            return true;
                        }))
                .isPresent();
    }

    private void requireEmpty(String doing, String[] volumes) {
        if (volumes.length > 0) {
            throw new ProvisioningException("%s: %s: it still holds %s: delete what is yours of it first"
                    .formatted(link.label(), doing, String.join(", ", volumes)));
        }
    }

    /** The volumes of an active pool. */
    public Volumes volumes(UUID pool) {
        return new Volumes(link, pool);
    }

    private static PoolInfo describe(StoragePool pool) throws LibvirtException {
        return new PoolInfo(
                pool.getName(),
                UUID.fromString(pool.getUUIDString()),
                pool.isActive() == 1,
                pool.isPersistent() == 1,
                pool.getXMLDesc(0));
    }
}
