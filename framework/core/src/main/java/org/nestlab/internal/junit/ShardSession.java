package org.nestlab.internal.junit;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Says that a shard had nothing to do; found by the ServiceLoader. No other listener can: without a test that is its
 * own, a build tool starts no test plan.
 */
public final class ShardSession implements LauncherSessionListener {

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        ShardRun.tellWhatHadNothingToDo();
    }
}
