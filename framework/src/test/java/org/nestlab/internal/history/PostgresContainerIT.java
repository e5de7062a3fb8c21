package org.nestlab.internal.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.history.RunHistory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The contract on a server in a container; {@code bench/postgres-image.sh} makes the image and starts what runs it. */
@Tag("full")
class PostgresContainerIT extends RunHistoryContract {

    private static final String IMAGE = "nestlab/postgres:debian";
    private static final int PORT = 5432;
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    // Debian's own cluster, opened to the network.
    private static final String START = """
            set -e
            version=$(ls /etc/postgresql)
            settings=/etc/postgresql/$version/main
            echo "listen_addresses = '*'" >> "$settings/postgresql.conf"
            echo "host all all all scram-sha-256" >> "$settings/pg_hba.conf"
            pg_ctlcluster "$version" main start
            setpriv --reuid=postgres --regid=postgres --init-groups \
              psql -q -c "CREATE ROLE nestlab LOGIN PASSWORD 's3cret'" -c "CREATE DATABASE history OWNER nestlab"
            echo the server is ready
            exec sleep infinity
            """;

    private static GenericContainer<?> server;

    @TempDir
    Path folder;

    private String url = "";

    @BeforeAll
    @SuppressWarnings("resource") // closed after all tests
    static void start() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "no Docker here: see bench/postgres-image.sh");
        server = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withImagePullPolicy(image -> false)
                .withCommand("bash", "-c", START)
                .withExposedPorts(PORT)
                .waitingFor(Wait.forLogMessage(".*the server is ready.*", 1).withStartupTimeout(Duration.ofMinutes(2)));
        server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @BeforeEach
    void anEmptySchema() {
        url = "jdbc:postgresql://%s:%d/history?user=nestlab&password=s3cret&currentSchema=test_%d"
                .formatted(server.getHost(), server.getMappedPort(PORT), SCHEMAS.incrementAndGet());
    }

    @Override
    protected RunHistory open() {
        return Histories.open(Optional.of(url), folder.resolve("pending"));
    }
}
