package org.nestlab.internal.junit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.nestlab.EnabledOnTier;
import org.nestlab.LabConfigurationException;
import org.nestlab.LabException;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;
import org.nestlab.probe.VirtExtension;
import org.nestlab.spec.Tier;

/** Skips what another tier is for; the contract is that of {@link EnabledOnTier}. */
public final class TierCondition implements ExecutionCondition {

    TierCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), EnabledOnTier.class)
                .map(wanted -> evaluate(wanted, context))
                .orElseGet(() -> ConditionEvaluationResult.enabled("no tier is asked for"));
    }

    private static ConditionEvaluationResult evaluate(EnabledOnTier wanted, ExtensionContext context) {
        List<Tier> tiers = List.of(wanted.value());
        if (tiers.isEmpty()) {
            throw new LabConfigurationException("@EnabledOnTier of %s names no tier; expected %s"
                    .formatted(context.getDisplayName(), words(Arrays.asList(Tier.values()))));
        }
        Found found = find(JUnitSettings.of(context), context);
        if (found.tier() == null || tiers.contains(found.tier())) {
            return ConditionEvaluationResult.enabled(found.reason());
        }
        String reason = "runs on the tier %s, and %s".formatted(words(tiers), found.reason());
        return ConditionEvaluationResult.disabled(
                wanted.because().isEmpty() ? reason : "%s: %s".formatted(reason, wanted.because()));
    }

    private static String words(List<Tier> tiers) {
        return tiers.stream().map(Tier::word).collect(Collectors.joining(" or "));
    }

    private static Found find(Settings settings, ExtensionContext context) {
        return switch (settings.tier()) {
            case KVM -> new Found(Tier.KVM, "nestlab.tier is kvm");
            case EMULATED -> new Found(Tier.EMULATED, "nestlab.tier is emulated");
            case AUTO ->
                context.getRoot()
                        .getStore(TestLab.NAMESPACE)
                        .getOrComputeIfAbsent("tier of " + settings.connect(), key -> ask(settings), Found.class);
        };
    }

    private static Found ask(Settings settings) {
        try (OpenHost open = new Sites().openHost(settings.connect())) {
            return VirtExtension.of(open.host())
                    .kind()
                    .map(kind -> new Found(
                            Tier.KVM,
                            "the CPU of %s has %s".formatted(open.host().label(), kind)))
                    .orElseGet(() -> new Found(
                            Tier.EMULATED,
                            "the CPU of %s has neither vmx nor svm"
                                    .formatted(open.host().label())));
        } catch (LabException e) {
            return new Found(null, "the host cannot be asked for its CPU: " + e.getMessage());
        }
    }

    /** @param tier null where it could not be told */
    private record Found(@Nullable Tier tier, String reason) {}
}
