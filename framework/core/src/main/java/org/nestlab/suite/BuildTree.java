package org.nestlab.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nestlab.machine.Command;

/** The tree in which {@code ./configure && make} built kvm-unit-tests; its {@code run_tests.sh} runs them. */
record BuildTree(Path folder) implements UnitTestBuild {

    private static final Path LIST = Path.of("x86", "unittests.cfg");

    /**
     * A build knows where it was made, and finds its errata nowhere else. Stacks are told without their source lines:
     * for those there are neither the symbols nor the programs on the machine.
     */
    private static final String SET_UP = """
            sed -i -e "s|^SRCDIR=.*|SRCDIR=$PWD|" -e "s|^ERRATATXT=..*|ERRATATXT=$PWD/errata.txt|" \
            -e 's|^PRETTY_PRINT_STACKS=.*|PRETTY_PRINT_STACKS=no|' config.mak""";

    static boolean isIn(Path folder) {
        return Files.isExecutable(folder.resolve("run_tests.sh")) && Files.isRegularFile(folder.resolve("config.mak"));
    }

    @Override
    public List<UnitTestEntry> tests() {
        return UnitTestList.read(SuiteFiles.read("the suite's list of tests", folder.resolve(LIST)));
    }

    @Override
    public List<String> unneeded() {
        return List.of("./lib", "./tests", "./logs", "./logs.old", "*.o", "*.d", "*.a", "*.elf", "*.c", "*.h");
    }

    @Override
    public String setUp() {
        return SET_UP;
    }

    /** The script reads the whole list for each test, which takes an emulated machine longer than most tests. */
    @Override
    public String run(UnitTestEntry test) {
        String name = Command.quote(test.name());
        return "printf %%s %s >%s; ./run_tests.sh %s; cat logs/%s.log"
                .formatted(Command.quote(test.section()), LIST, name, name);
    }
}
