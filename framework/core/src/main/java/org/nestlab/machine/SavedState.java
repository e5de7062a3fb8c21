package org.nestlab.machine;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What saving a guest and restoring it took.
 *
 * @param bytes the size of the file that held its memory
 * @param save until the file was written, on the clock of the machine that runs the tests
 * @param restore until the guest ran again, on the same clock
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SavedState(long bytes, Duration save, Duration restore) {}
