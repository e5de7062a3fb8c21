/**
 * What a test author types first: the annotations, the lab definition and the failures that a lab can have. It must not
 * know {@code internal.lab} or {@code internal.engine}: how a lab comes up is decided behind {@code internal.junit}.
 *
 * <p>Begin with {@link Lab} and {@link LabDefinition}.
 *
 * <ul>
 *   <li>{@link L1}, {@link L2}, {@link OnLevel}, {@link DefaultLab}, {@link LabSource}, {@link LabScope}: which guests
 *       are injected, from which lab, and how long a lab lives
 *   <li>{@link DirtiesLab}, {@link RestoreLab}, {@link EnabledOnTier}: what a test does to its lab, or needs of it
 *   <li>{@link UpgradeGate}, {@link Explain}: parameters that measure
 *   <li>{@link LabExtension}, {@link LabClassOrderer}: what JUnit calls
 *   <li>{@link LabException}, {@link LabConfigurationException}, {@link HostNotCapableException},
 *       {@link ProvisioningException}, {@link NoAnswerException}, {@link GuestCommandException},
 *       {@link GuestCrashedException}, {@link EmulatorFaultException}, {@link UndefinedCaseException}: failures; the
 *       type says who has to act
 * </ul>
 *
 * @since 0.1
 */
@NullMarked
package org.nestlab;

import org.jspecify.annotations.NullMarked;
