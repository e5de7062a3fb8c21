package org.nestlab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Injects why a workload is slow in a guest of the test's lab: its exits by reason.
 *
 * <pre>{@code
 * @Test
 * void why(@Explain("L2:fio-randread-4k") Explanation explanation) {
 *     assertThat(explanation).hasExitsPerOperationAtMost(6);
 * }
 * }</pre>
 *
 * <h2>Scope</h2>
 *
 * <p>Parameters of type {@link org.nestlab.explain.Explanation}. When the parameter is resolved, before the
 * method, the workload runs twice; exits are counted in the second visit.
 *
 * <h2>Errors</h2>
 *
 * <p>{@link LabConfigurationException} if the class has no lab, if the lab has no such level, if no workload has that
 * name, if the guest lacks what the workload needs, or if no KVM runs the guest. {@link HostNotCapableException} if the
 * kernel that runs the guest cannot count its exits.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Explain {

    /** {@code LEVEL:WORKLOAD}: the first guest of that level, and the workload's name. */
    String value();
}
