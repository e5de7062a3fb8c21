package org.nestlab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nestlab.internal.junit.TierCondition;
import org.nestlab.spec.Tier;

/**
 * Enables a test class or test method only where labs take one of these tiers. Elsewhere it is skipped, with the tier
 * and {@link #because()} as the reason, and no lab is brought up for it.
 *
 * <p>The tier is that of the setting {@code nestlab.tier}; where that is {@code auto}, the CPU of the host that
 * {@code nestlab.connect} names decides, as it does for a lab: {@code kvm} if it has vmx or svm. A host that cannot be
 * asked skips nothing, so that the lab says what is wrong.
 *
 * <pre>{@code
 * @EnabledOnTier(value = Tier.KVM, because = "judges by the clock")
 * class CpuGateTests { … }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(TierCondition.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface EnabledOnTier {

    /** One of these tiers. */
    Tier[] value();

    /** Why; shown as the reason when the test is skipped. */
    String because() default "";
}
