package org.nestlab.verdict;

import java.util.SplittableRandom;

/**
 * Two machines measured in turns on a noisy host: values of ln y, slot by slot. Every family has the same size c; those
 * without a finite variance have it as their scale.
 */
final class Noise {

    /** What kind of trouble the host makes. */
    enum Family {
        TABLE,
        STUDENT_T3,
        CAUCHY,
        TWO_MODES,
        LINEAR_DRIFT,
        POSITION_6_PERCENT,
        BOOT_EFFECT_4_PERCENT,
        SUBJECT_SKEWED_DOWN,
        SUBJECT_SKEWED_UP
    }

    private static final double PHI = 0.95;

    private final SplittableRandom random;
    private final Family family;
    private final double c;
    private final double bootOffset;
    private double drift;
    private double level;
    private int slot;

    Noise(SplittableRandom random, Family family, double c) {
        this.random = random;
        this.family = family;
        this.c = c;
        drift = random.nextGaussian() * c * Math.sqrt(0.5);
        bootOffset = family == Family.BOOT_EFFECT_4_PERCENT ? random.nextGaussian() * 0.04 : 0;
    }

    /** The next slot's ln y of one side, without its true difference. */
    double next(boolean subject, boolean second) {
        drift = PHI * drift + Math.sqrt(1 - PHI * PHI) * random.nextGaussian() * c * Math.sqrt(0.5);
        if (random.nextDouble() < 0.01) {
            level += random.nextGaussian() * 2 * c;
        }
        slot++;
        double burst = random.nextDouble() < 0.05 ? exponential() * 2 * c : 0;
        double run = random.nextGaussian() * c * Math.sqrt(0.5);
        double base = drift + level + run - burst;
        return switch (family) {
            case TABLE -> base;
            case STUDENT_T3 -> drift + c * run3();
            case CAUCHY -> drift + c * Math.tan(Math.PI * (random.nextDouble() - 0.5));
            case TWO_MODES -> run - (random.nextDouble() < 0.3 ? 4 * c : 0);
            case LINEAR_DRIFT -> base - 0.01 * slot;
            case POSITION_6_PERCENT -> base - (second ? 0.06 : 0);
            case BOOT_EFFECT_4_PERCENT -> base + (subject ? bootOffset : 0);
            // as much noise on both sides and the same mean, but one-sided on the subject's
            case SUBJECT_SKEWED_DOWN -> drift + (subject ? c - exponential() * c : random.nextGaussian() * c);
            case SUBJECT_SKEWED_UP -> drift + (subject ? exponential() * c - c : random.nextGaussian() * c);
        };
    }

    /** D of the next pair, whose order a coin decides. */
    double pair(double lnRatio) {
        boolean subjectFirst = random.nextBoolean();
        double first = next(subjectFirst, false);
        double second = next(!subjectFirst, true);
        return lnRatio + (subjectFirst ? first - second : second - first);
    }

    SplittableRandom random() {
        return random;
    }

    private double exponential() {
        return -Math.log(1 - random.nextDouble());
    }

    /** Student's t with 3 degrees of freedom. */
    private double run3() {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double g = random.nextGaussian();
            sum += g * g;
        }
        return random.nextGaussian() / Math.sqrt(sum / 3);
    }
}
