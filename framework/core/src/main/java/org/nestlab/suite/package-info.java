/**
 * Test suites of other projects that run on a machine of a lab, each of their tests as one of JUnit's. It must not know
 * {@code internal.lab} or {@code internal.junit}.
 *
 * <p>Begin with {@link Suites}, which a test gets as its parameter, and {@link Suite}.
 *
 * <ul>
 *   <li>{@link KvmUnitTestSuite}, {@link UnitTestBuild}, {@link BuildTree}, {@link StandaloneScripts},
 *       {@link UnitTestList}, {@link UnitTestEntry}, {@link QuotedWords}: kvm-unit-tests, however they were built
 *   <li>{@link KernelSelftests}, {@link SelftestLimit}: the selftests of a kernel
 *   <li>{@link TestChoice}, {@link KnownFailures}, {@link SuiteOptions}: which tests run, and what is known of them
 *   <li>{@link SuiteOnMachine}, {@link SuiteFiles}: the run on a machine
 *   <li>{@link SuiteResult}, {@link SkipReason}, {@link SuiteFigures}, {@link VmExitCycles}: what came of it
 * </ul>
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab.suite;

import org.jspecify.annotations.NullMarked;
