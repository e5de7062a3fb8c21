package org.nestlab.spi;

import org.apiguardian.api.API;

/**
 * Receives what happens to labs. Implementations are found by {@link java.util.ServiceLoader} and are called on the
 * thread that does the work; what they throw is logged and otherwise ignored. No text of an event holds a secret: see
 * {@link Secrets}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LabListener {

    /** Takes one event; the lab goes on when this returns. */
    void on(LabEvent event);

    /** A test class is about to be run over a matrix of stacks. Called before the first of its cells. */
    default void matrix(MatrixLayout layout) {}

    /**
     * The test that runs on this thread has measured what exits cost on exact machines.
     *
     * @param json all figures, as {@code nestlab exact --json} prints them
     * @param table the same for people, lines that end with a line feed
     */
    default void costs(String json, String table) {}

    /**
     * The test that runs on this thread asked why a workload is slow in a guest.
     *
     * @param target for example {@code L2:fio-randread-4k}
     * @param json all figures, as {@code nestlab explain --json} prints them
     * @param text the same for people, lines that end with a line feed
     */
    default void explained(String target, String json, String text) {}

    /**
     * The test that runs on this thread has figures that a suite of KVM's developers measured.
     *
     * @param title of what, for example {@code kvm-unit-tests on L1 hypervisor}
     * @param json {@code {"suite", "machine", "unit", "figures": {"cpuid": 41223}}}
     * @param table the same for people, lines that end with a line feed
     */
    default void suiteFigures(String title, String json, String table) {}

    /**
     * The test that runs on this thread is of that cell. Called before its lab is brought up, as that may fail, and
     * perhaps more than once for a test.
     *
     * @param lab the name of the cell's lab
     */
    default void cell(MatrixLayout layout, String lab) {}
}
