package org.nestlab.internal.thresholds;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.LevelPair;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Workload;

class RunThresholdsTests {

    private static final LevelPair L2_L1 = LevelPair.parse("L2/L1");
    private static final String KEY = "nestlab.threshold.";

    @Test
    void aSettingThatReplacedNothingIsToldWithTheNearestThatWould() {
        RunThresholds thresholds = new RunThresholds(
                Thresholds.none(),
                List.of(
                        KEY + "fio-randread-4k.iopz.L2/L1",
                        KEY + "fio-randread-4k.iops.L1/L0",
                        KEY + "hackbench.time.L2/L1",
                        "nestlab.tier"));
        assertThat(thresholds.unused(Map.of(L2_L1, Set.of("fio-randread-4k.iops", "hackbench.time"))))
                .containsExactly(
                        "setting 'nestlab.threshold.fio-randread-4k.iops.L1/L0' replaced nothing: no experiment of this run measured that: did you mean 'nestlab.threshold.fio-randread-4k.iops.L2/L1'?",
                        "setting 'nestlab.threshold.fio-randread-4k.iopz.L2/L1' replaced nothing: no experiment of this run measured that: did you mean 'nestlab.threshold.fio-randread-4k.iops.L2/L1'?");
    }

    @Test
    void aRunThatMeasuredNothingHasNoNearest() {
        assertThat(new RunThresholds(Thresholds.none(), List.of(KEY + "hackbench.time.L2/L1")).unused(Map.of()))
                .containsExactly(
                        "setting 'nestlab.threshold.hackbench.time.L2/L1' replaced nothing: no experiment of this run measured that");
    }

    @Test
    void entriesOfAFileAreKnownByWorkloadsAndByWhatWasMeasured() {
        Thresholds file = Thresholds.read(
                "t.yaml", "kvm:\n  L2/L1:\n    hackbench.tme: 1\n    fio-randread-4k.iops: 1\n    my-own.speed: 1\n");
        RunThresholds thresholds = new RunThresholds(file, List.of());
        assertThat(thresholds.unused(Map.of(L2_L1, Set.of("my-own.speed"))))
                .containsExactly("t.yaml:3: unknown metric 'hackbench.tme': did you mean 'hackbench.time'?");
        assertThat(thresholds.unused(Map.of())).hasSize(2);
    }

    /** A new workload belongs into {@link KnownMetrics}. */
    @Test
    void everyWorkloadIsKnown() throws ReflectiveOperationException {
        List<String> metrics = new ArrayList<>();
        JavaClasses classes = new ClassFileImporter().importPath(Path.of("core/target/classes/org/nestlab/workload"));
        for (JavaClass type : classes) {
            if (type.isAssignableTo(Workload.class) && !type.isInterface()) {
                for (Workload workload : made(type.reflect())) {
                    workload.metrics().stream().map(Metric::name).forEach(metrics::add);
                }
            }
        }
        assertThat(metrics).hasSizeGreaterThan(15).isSubsetOf(KnownMetrics.names());
        assertThat(KnownMetrics.names()).contains("hackbench.time", "unixbench-single.index");
    }

    /** Of every static method and constructor that takes nothing, or UnixBench's folder. */
    private static List<Workload> made(Class<?> type) throws ReflectiveOperationException {
        List<Workload> made = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) && Workload.class.isAssignableFrom(method.getReturnType())) {
                if (method.getParameterCount() == 0) {
                    made.add((Workload) method.invoke(null));
                } else if (method.getParameterTypes()[0] == Path.class) {
                    made.add((Workload) method.invoke(null, Path.of("/")));
                }
            }
        }
        if (type.getConstructors().length == 1 && type.getConstructors()[0].getParameterCount() == 0) {
            made.add((Workload) type.getConstructors()[0].newInstance());
        }
        return made;
    }
}
