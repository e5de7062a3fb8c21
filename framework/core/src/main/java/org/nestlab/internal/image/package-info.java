/**
 * Backing images and kernels: built, fetched or found, and kept by what went into them. It must not know
 * {@code internal.lab} or {@code internal.libvirt}.
 *
 * <p>Begin with {@link ImageStore} and {@link KernelStore}.
 *
 * <ul>
 *   <li>{@link EmbeddedImage}, {@link PackagedScripts}, {@link BuildScript}: the image that is built
 *   <li>{@link CloudImage}, {@link PartialFile}, {@link Compression}, {@link Checksums}, {@link StallWatch}: an image
 *       that is fetched
 *   <li>{@link DiskImage}, {@link Qcow2}, {@link RawDisk}, {@link ForeignFormat}: what a disk is
 *   <li>{@link KernelScript}, {@link KernelInputs}, {@link ReplacedModules}, {@link BareKernelStore},
 *       {@link BareKernel}: kernels
 *   <li>{@link KernelsInUse}, {@link OldKernels}: which of them are kept
 * </ul>
 */
@NullMarked
package org.nestlab.internal.image;

import org.jspecify.annotations.NullMarked;
