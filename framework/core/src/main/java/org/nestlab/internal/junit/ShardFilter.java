package org.nestlab.internal.junit;

import java.util.Optional;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves out the tests of other shards; found by the ServiceLoader. A test that a filter of the request excludes, for
 * example by its tag, belongs to no shard.
 */
public final class ShardFilter implements PostDiscoveryFilter {

    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        Optional<ShardDiscovery.Current> current = ShardDiscovery.current();
        if (current.isEmpty()
                || !descriptor.getChildren().isEmpty()
                || descriptor.isRoot()
                || !(descriptor.isTest() || descriptor.mayRegisterTests())
                || current.get().others().apply(descriptor).excluded()) {
            return FilterResult.included("not divided");
        }
        TestDescriptor outermost = outermost(descriptor);
        Optional<ClassSource> source =
                outermost.getSource().filter(ClassSource.class::isInstance).map(ClassSource.class::cast);
        ShardRun run = current.get().run();
        int number = run.shardOf(
                descriptor.getUniqueId().toString(),
                source.map(ClassSource::getClassName)
                        .orElseGet(
                                () -> outermost.getUniqueId().getLastSegment().getValue()),
                source.map(ClassSource::getJavaClass).orElse(null));
        return FilterResult.includedIf(number == run.number(), () -> "of this shard", () -> "of shard " + number);
    }

    private static TestDescriptor outermost(TestDescriptor descriptor) {
        TestDescriptor at = descriptor;
        for (Optional<TestDescriptor> parent = at.getParent();
                parent.isPresent() && !parent.get().isRoot();
                parent = at.getParent()) {
            at = parent.get();
        }
        return at;
    }
}
