package org.nestlab.suite;

import java.nio.file.Path;
import java.util.List;

/** What a build of kvm-unit-tests leaves in a folder. */
sealed interface UnitTestBuild permits BuildTree, StandaloneScripts {

    /** Where it is. */
    Path folder();

    /** All of its tests, in its own order. */
    List<UnitTestEntry> tests();

    /** What of the folder no test needs, as patterns of GNU tar. */
    List<String> unneeded();

    /** What makes a copy of the folder ready, in shell, in the copy. */
    String setUp();

    /** What runs one test, in shell, in a copy of the folder: prints the suite's result and what the test printed. */
    String run(UnitTestEntry test);
}
