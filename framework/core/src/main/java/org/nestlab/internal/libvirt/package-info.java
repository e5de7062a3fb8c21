/**
 * Libvirt behind values: the only package that knows libvirt-java, used unchanged at every level. It must not know
 * {@code internal.plan} or {@code internal.lab}.
 *
 * <p>Begin with {@link Hypervisor}.
 *
 * <ul>
 *   <li>{@link Connection}, {@link Link}, {@link ConnectFailure}, {@link CallTimeout}, {@link LibvirtFailure}: a
 *       connection, the limit of each call, and what failed
 *   <li>{@link Domains}, {@link DomainQueries}, {@link DomainInfo}, {@link DomainState}, {@link Start},
 *       {@link ExistingDomain}, {@link CpuChange}, {@link CpuObstacle}: domains
 *   <li>{@link Networks}, {@link NetworkInfo}, {@link Pools}, {@link PoolInfo}, {@link Volumes}, {@link VolumeInfo},
 *       {@link Node}, {@link NodeInfo}: networks, storage and the machine itself
 *   <li>{@link Ownership}: whose a domain, a network or a pool is
 *   <li>{@link LiveMigration}, {@link MovedDisks}, {@link TypedParameters}, {@link VirtLibrary}: migration, and the
 *       calls that libvirt-java does not have
 * </ul>
 */
@NullMarked
package org.nestlab.internal.libvirt;

import org.jspecify.annotations.NullMarked;
