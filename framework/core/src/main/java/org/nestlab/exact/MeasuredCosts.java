package org.nestlab.exact;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.spec.ValueProperties;

/** The costs that one boot of a machine was asked for, as far as it measured them: an immutable value. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MeasuredCosts {

    private static final MeasuredCosts NOT_ASKED = new MeasuredCosts(null, List.of());

    private final @Nullable ExactCosts figures;
    private final List<String> missing;

    private MeasuredCosts(@Nullable ExactCosts figures, List<String> missing) {
        this.figures = figures;
        this.missing = List.copyOf(missing);
    }

    /** Of a boot that was asked for no costs. */
    public static MeasuredCosts notAsked() {
        return NOT_ASKED;
    }

    /**
     * Of a boot that measured some.
     *
     * @param missing why figures are missing, one line each
     */
    public static MeasuredCosts of(ExactCosts figures, List<String> missing) {
        return new MeasuredCosts(figures, missing);
    }

    /**
     * Of a boot that measured none.
     *
     * @param missing why, one line each
     */
    public static MeasuredCosts none(List<String> missing) {
        return new MeasuredCosts(null, missing);
    }

    /** What exits cost; empty if no cost was measured. */
    public Optional<ExactCosts> figures() {
        return Optional.ofNullable(figures);
    }

    /** Why figures that were asked for are missing, one line each. */
    public List<String> missing() {
        return missing;
    }

    private ValueProperties properties() {
        return ValueProperties.of(MeasuredCosts.class).and("figures", figures).and("missing", missing);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MeasuredCosts same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
