package org.nestlab.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.LabConfigurationException;
import org.nestlab.fake.OwnWorkload;
import org.nestlab.internal.upgrade.LevelWorkloads;
import org.nestlab.machine.Level;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/** Workloads that an author registers as services. */
class OwnWorkloadsTests {

    @TempDir
    Path folder;

    @Test
    void anAuthorsWorkloadIsKnownByItsName() {
        assertThat(LevelWorkloads.named(List.of("L2:own-speed"), Optional.empty()))
                .containsOnlyKeys(Level.L2)
                .hasEntrySatisfying(
                        Level.L2, found -> assertThat(found).singleElement().isInstanceOf(OwnWorkload.class));
    }

    @Test
    void anUnknownNameListsTheAuthorsToo() {
        assertThatThrownBy(() -> LevelWorkloads.named(List.of("L1:own-sped"), Optional.empty()))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageStartingWith("no workload is called 'own-sped': there are fio-randread-4k, ")
                .hasMessageContaining(", iperf3, own-speed, ");
    }

    @Test
    void oneThatHasTheNameOfAnotherIsRefusedWhereItIsAskedFor() {
        OwnWorkloads own = registered(Fio.class, OwnWorkload.class, SameName.class);

        assertThatThrownBy(() -> KnownWorkloads.named("fio-randread-4k", Optional.empty(), own))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessage(
                        "2 workloads are called 'fio-randread-4k': org.nestlab.workload.Fio and %s. Give the one that META-INF/services/org.nestlab.workload.Workload registers a name of its own",
                        Fio.class.getName());
        assertThatThrownBy(() -> KnownWorkloads.named("own-speed", Optional.empty(), own))
                .hasMessageStartingWith("2 workloads are called 'own-speed': org.nestlab.fake.OwnWorkload and ");
        assertThat(KnownWorkloads.named("hackbench", Optional.empty(), own).name())
                .isEqualTo("hackbench");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Throwing.class,
                Nameless.class,
                ThrowingName.class,
                BadName.class,
                NoMetric.class,
                NoConstructor.class
            })
    void oneThatCannotBeUsedIsLeftOutAndNamedToWhoAsksForIt(Class<?> broken) {
        OwnWorkloads own = registered(broken, OwnWorkload.class);

        assertThat(own.workloads()).singleElement().isInstanceOf(OwnWorkload.class);
        assertThat(own.unusable()).hasSize(1);
        assertThat(KnownWorkloads.named("own-speed", Optional.empty(), own)).isInstanceOf(OwnWorkload.class);
        assertThatThrownBy(() -> KnownWorkloads.named("broken", Optional.empty(), own))
                .isInstanceOf(LabConfigurationException.class)
                .hasMessageContaining(
                        ". Of META-INF/services/org.nestlab.workload.Workload could not be used: %s",
                        own.unusable().get(0));
    }

    @Test
    void aClassThatIsNotThereIsNamed() {
        OwnWorkloads own = registered("com.example.Gone\norg.nestlab.fake.OwnWorkload\n");

        assertThat(own.workloads()).hasSize(1);
        assertThat(own.unusable()).singleElement().asString().contains("com.example.Gone");
    }

    @Test
    void aClassPathThatCannotBeReadEnds() {
        OwnWorkloads own = OwnWorkloads.of(new ClassLoader(OwnWorkloadsTests.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("No such device");
            }
        });

        assertThat(own.workloads()).isEmpty();
        assertThat(own.unusable()).singleElement().asString().contains("No such device");
    }

    private OwnWorkloads registered(Class<?>... types) {
        StringBuilder lines = new StringBuilder();
        for (Class<?> type : types) {
            lines.append(type.getName()).append('\n');
        }
        return registered(lines.toString());
    }

    /** Only what the text registers, by classes that are there already. */
    private OwnWorkloads registered(String text) {
        try {
            Path file = folder.resolve(OwnWorkloads.REGISTERED);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            try (URLClassLoader loader =
                    new URLClassLoader(
                            new URL[] {folder.toUri().toURL()}, getClass().getClassLoader()) {
                        @Override
                        public Enumeration<URL> getResources(String name) throws IOException {
                            return findResources(name);
                        }
                    }) {
                return OwnWorkloads.of(loader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all of these measure. */
    public abstract static class Sample implements Workload {
        private final String name;

        Sample(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<Metric> metrics() {
            return List.of(Metric.higherIsBetter(name + ".rate", "1/s"));
        }

        @Override
        public Measurement measure(Testbed testbed) {
            throw new IllegalStateException("never run");
        }
    }

    /** Has the name of one of Nestlab's. */
    public static final class Fio extends Sample {
        public Fio() {
            super("fio-randread-4k");
        }
    }

    /** Has the name of another author's. */
    public static final class SameName extends Sample {
        public SameName() {
            super("own-speed");
        }
    }

    /** Cannot be made. */
    public static final class Throwing extends Sample {
        public Throwing() {
            super("broken");
            throw new IllegalStateException("no licence");
        }
    }

    /** Has no name. */
    public static final class Nameless extends Sample {
        @SuppressWarnings("NullAway")
        public Nameless() {
            super(null);
        }
    }

    /** Throws when it is asked for its name. */
    public static final class ThrowingName extends Sample {
        public ThrowingName() {
            super("broken");
        }

        @Override
        public String name() {
            throw new UnsupportedOperationException("not yet");
        }
    }

    /** Has a name that no option takes. */
    public static final class BadName extends Sample {
        public BadName() {
            super("Not a name");
        }
    }

    /** Measures nothing. */
    public static final class NoMetric extends Sample {
        public NoMetric() {
            super("broken");
        }

        @Override
        public List<Metric> metrics() {
            return List.of();
        }
    }

    /** Cannot be made by a service loader. */
    public static final class NoConstructor extends Sample {
        public NoConstructor(String name) {
            super(name);
        }
    }
}
