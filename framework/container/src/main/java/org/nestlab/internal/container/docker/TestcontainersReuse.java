package org.nestlab.internal.container.docker;

import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Keeps Testcontainers from looking after a lab's container: its Ryuk is an image that cannot be pulled everywhere, and
 * its hook would end a lab that is to be kept. The journal owns the container, as everything else of a lab.
 * Testcontainers leaves alone what it takes for reusable, which a container with a lab's id in it never is for another.
 */
final class TestcontainersReuse {

    private static final String REUSE = "testcontainers.reuse.enable";

    private TestcontainersReuse() {}

    /** Does something with Testcontainers; what other containers of this JVM find set is the same before and after. */
    static synchronized <T> T of(Supplier<T> work) {
        // Finding Docker writes what is set to the user's ~/.testcontainers.properties: before anything of ours is.
        DockerClientFactory.instance().getTransportConfig();
        Properties settings = TestcontainersConfiguration.getInstance().getUserProperties();
        Optional<String> before = Optional.ofNullable(settings.getProperty(REUSE));
        settings.setProperty(REUSE, "true");
        try {
            return work.get();
        } finally {
            before.ifPresentOrElse(value -> settings.setProperty(REUSE, value), () -> settings.remove(REUSE));
        }
    }
}
