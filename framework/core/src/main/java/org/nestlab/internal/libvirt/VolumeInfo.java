package org.nestlab.internal.libvirt;

/**
 * A volume as it was when it was looked at.
 *
 * @param path where the hypervisor finds it
 * @param capacity its size as a guest sees it, in bytes
 * @param allocation what it takes of its pool, in bytes
 */
public record VolumeInfo(String name, String path, long capacity, long allocation) {}
