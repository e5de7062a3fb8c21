package org.nestlab.internal.exact.machine;

import java.nio.file.Path;
import org.nestlab.internal.image.BareKernel;

/**
 * What an emulator boots.
 *
 * @param initramfs of L1
 * @param commandLine of L1's kernel
 */
record BootFiles(BareKernel kernel, Path initramfs, String commandLine) {}
