package org.nestlab.internal.junit;

import java.util.Optional;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/**
 * Tells {@link ShardFilter} which shard a discovery is for: JUnit gives a filter no configuration parameters. It is
 * found by the ServiceLoader. A wrong setting ends the discovery here, before any test.
 */
public final class ShardDiscovery implements LauncherDiscoveryListener {

    /** JUnit discovers on one thread. */
    private static final ThreadLocal<Optional<Current>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    /**
     * A discovery for a shard.
     *
     * @param others the filters of the request, which JUnit asks after those that it found: by tags, for example
     */
    record Current(ShardRun run, Filter<TestDescriptor> others) {}

    @Override
    public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
        CURRENT.remove();
        Filter<TestDescriptor> others = Filter.composeFilters(request.getPostDiscoveryFilters());
        CURRENT.set(ShardRun.of(request.getConfigurationParameters()).map(run -> new Current(run, others)));
    }

    @Override
    public void launcherDiscoveryFinished(LauncherDiscoveryRequest request) {
        CURRENT.remove();
    }

    /** The shard of the discovery on this thread. */
    static Optional<Current> current() {
        return CURRENT.get();
    }
}
