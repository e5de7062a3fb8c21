package org.nestlab.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Turns evidence into verdicts, as early as the evidence allows. The verdicts are valid however often the evidence is
 * looked at.
 *
 * <p>In plain words: after each pair the gate weighs two questions. How surprising would these pairs be if the subject
 * were worse than its limit? How surprising would they be if it were not? Once the pairs are surprising enough under
 * one assumption, that assumption is given up, and the other one is the verdict. Until then there is none. A fixed
 * number of pairs would be too many for a clear case and too few for a close one. And the more metrics are judged
 * together, the more evidence each of them needs to be called worse, because one of many looks bad by chance alone.
 *
 * <h2>The rules</h2>
 * E(s, τ) is the evidence of {@link RunningEvidence}; α, β and the least number of pairs are the policy's.
 * <ul>
 *   <li>{@link Threshold.AtLeast} t: {@code Within} where E(+1, ln t) ≥ 1/β, {@code Exceeded} where E(−1, ln t) is
 *       large enough. Both at once cannot be with noise that is symmetric, so it is {@code Inconclusive}.
 *   <li>{@link Threshold.NoWorse} with tolerance m: {@code Exceeded} where E(−1, 0) is large enough and the median of D
 *       is at most ln(1 − m/2); otherwise {@code Within} where E(+1, ln(1 − m)) ≥ 1/β.
 *   <li>Large enough is what e-BH says of all K claims together: E(−1) in descending order, the largest k whose
 *       E<sub>(k)</sub> ≥ K/(k·α) exceed. The share of false ones among them is at most α on average, however the
 *       metrics depend on each other. A claim with too few pairs, or whose median is not low enough, takes part with E
 *       = 0, which can only lower the share.
 * </ul>
 *
 * <h2>Why looking after each pair does no harm</h2>
 * The claims share their pairs and so one time at which measuring
 * stops: when all of them are decided, or when pairs or time are used up. Each E is a non-negative supermartingale
 * under its null, in the light of <em>all</em> metrics so far, so its mean at that one time is at most 1 for any rule
 * that chose the time (optional stopping). So the verdicts are those of the evidence at that time, and not of the
 * highest evidence there ever was: e-BH is proved for e-values, which running maxima are not. A claim that was decided
 * at an earlier look and is not at the last one is therefore not decided; it goes on being measured as long as the
 * others are.
 *
 * <p>K is fixed by the caller before the first pair: claims must not be dropped or added on the way.
 *
 * <p>Source: Wang and Ramdas, "False discovery rate control with e-values", JRSS-B 84 (2022), for e-BH.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Gate {

    /** What the evidence allows to say. */
    public enum Decision {
        /** The claim is proven. */
        WITHIN,
        /** The opposite of the claim is proven. */
        EXCEEDED,
        /** Neither is: more pairs may decide. */
        OPEN
    }

    private Gate() {}

    /**
     * The verdicts at this moment, in the claims' order; never {@code Invalid}.
     *
     * @param claims all that are judged together
     */
    public static List<Verdict> judge(List<Claim> claims, GatePolicy policy) {
        return judge(claims, policy, "");
    }

    /**
     * The verdicts where measuring has ended.
     *
     * @param ended why, for example {@code all 30 pairs are used up}: the reason of {@code Inconclusive} ends with it;
     *     or empty
     */
    public static List<Verdict> judge(List<Claim> claims, GatePolicy policy, String ended) {
        List<ClaimState> standings = claims.stream().map(ClaimState::of).toList();
        List<Decision> decisions = decide(standings, policy);
        double wanted = wantedAgainst(decisions, policy);
        return IntStream.range(0, claims.size())
                .mapToObj(i ->
                        verdict(decisions.get(i), new Reasons(claims.get(i), standings.get(i), policy, wanted), ended))
                .toList();
    }

    private static Verdict verdict(Decision decision, Reasons reasons, String ended) {
        return switch (decision) {
            case WITHIN -> new Verdict.Within(reasons.within());
            case EXCEEDED -> new Verdict.Exceeded(reasons.exceeded());
            case OPEN -> new Verdict.Inconclusive(ended.isEmpty() ? reasons.open() : reasons.open() + "; " + ended);
        };
    }

    /** The decisions alone, in the standings' order: what a million pairs' sums suffice for. */
    public static List<Decision> decide(List<ClaimState> standings, GatePolicy policy) {
        List<Decision> decisions = new ArrayList<>(Collections.nCopies(standings.size(), Decision.OPEN));
        boolean[] exceeding = exceeding(standings, policy);
        for (int i = 0; i < exceeding.length; i++) {
            decisions.set(i, decision(exceeding[i], standings.get(i), policy));
        }
        return List.copyOf(decisions);
    }

    /** The same of one claim alone, of which there is nothing to sort. */
    static Decision decide(ClaimState state, GatePolicy policy) {
        boolean exceeding = mayExceed(state, policy) && state.lnAgainst() >= lnWanted(1, 1, policy);
        return decision(exceeding, state, policy);
    }

    private static Decision decision(boolean exceeding, ClaimState state, GatePolicy policy) {
        boolean within = state.pairs() >= policy.minPairs() && state.lnFor() >= -Math.log(policy.beta());
        boolean contradictory = within && state.threshold().tolerance() == 0;
        if (exceeding) {
            return contradictory ? Decision.OPEN : Decision.EXCEEDED;
        }
        return within ? Decision.WITHIN : Decision.OPEN;
    }

    private static boolean mayExceed(ClaimState state, GatePolicy policy) {
        return state.pairs() >= policy.minPairs() && state.largeEnough();
    }

    /** e-BH over all standings. */
    private static boolean[] exceeding(List<ClaimState> standings, GatePolicy policy) {
        List<Integer> descending = IntStream.range(0, standings.size())
                .boxed()
                .filter(i -> mayExceed(standings.get(i), policy))
                .sorted(Comparator.comparingDouble(i -> -standings.get(i).lnAgainst()))
                .toList();
        int rejected = 0;
        for (int k = 1; k <= descending.size(); k++) {
            if (standings.get(descending.get(k - 1)).lnAgainst() >= lnWanted(standings.size(), k, policy)) {
                rejected = k;
            }
        }
        boolean[] exceeding = new boolean[standings.size()];
        descending.subList(0, rejected).forEach(i -> exceeding[i] = true);
        return exceeding;
    }

    /** The logarithm of the evidence that one claim more would need to exceed. */
    private static double wantedAgainst(List<Decision> decisions, GatePolicy policy) {
        int exceeded = Collections.frequency(decisions, Decision.EXCEEDED);
        return lnWanted(decisions.size(), Math.min(exceeded + 1, Math.max(1, decisions.size())), policy);
    }

    /**
     * The evidence against a threshold that it takes to exceed, or that it took: what a picture marks.
     *
     * @param together all that were judged together, this comparison among them
     * @return as a natural logarithm
     */
    public static double lnEvidenceWanted(Comparison comparison, Collection<Comparison> together, GatePolicy policy) {
        int claims = (int) Math.max(
                1, together.stream().filter(it -> it.threshold().isPresent()).count());
        long exceeded = together.stream().filter(Gate::isExceeded).count();
        long rank = isExceeded(comparison) ? exceeded : exceeded + 1;
        return lnWanted(claims, (int) Math.max(1, Math.min(claims, rank)), policy);
    }

    private static boolean isExceeded(Comparison comparison) {
        return comparison.verdict().filter(Verdict.Exceeded.class::isInstance).isPresent();
    }

    private static double lnWanted(int claims, int k, GatePolicy policy) {
        return Math.log(claims / (k * policy.alpha()));
    }
}
