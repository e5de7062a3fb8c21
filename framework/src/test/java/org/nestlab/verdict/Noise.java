package org.nestlab.verdict;

import java.util.SplittableRandom;

/**
 * Two machines measured in turns on a noisy host: values of ln y, slot by slot. Every family has the same size c; those
 * without a finite variance have it as their scale.
 *
 * <p>A value is the mean of a run's samples. Half of its variance c² is drift, the other half is the run's own: an
 * offset, and what is left of samples that are correlated by {@link #WITHIN} and have a variance of c²/2 about it.
 */
final class Noise {

    /** What kind of trouble the host makes. */
    enum Family {
        TABLE,
        STUDENT_T3,
        STUDENT_T2,
        CAUCHY,
        TWO_MODES,
        LINEAR_DRIFT,
        POSITION_6_PERCENT,
        REFERENCE_LINGERS_6_PERCENT,
        BOOT_EFFECT_4_PERCENT,
        FRESH_BOOTS_4_PERCENT,
        SUBJECT_NOISIER,
        SUBJECT_SKEWED_DOWN,
        SUBJECT_SKEWED_UP
    }

    /** Samples in one run. */
    static final int SAMPLES = 10;

    private static final double PHI = 0.95;
    private static final double WITHIN = 0.6;
    private static final double OFFSET = Math.sqrt(0.5 * (1 - varianceOfMean()));

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
        host();
        double burst = random.nextDouble() < 0.05 ? exponential() * 2 * c : 0;
        double run = offset();
        for (double sample : within()) {
            run += sample / SAMPLES;
        }
        double base = drift + level + run - burst;
        return switch (family) {
            case TABLE -> base;
            case STUDENT_T3 -> drift + c * student(3);
            case STUDENT_T2 -> drift + c * student(2);
            case CAUCHY -> drift + c * Math.tan(Math.PI * (random.nextDouble() - 0.5));
            case TWO_MODES -> run - (random.nextDouble() < 0.3 ? 4 * c : 0);
            case LINEAR_DRIFT -> base - 0.01 * slot;
            case POSITION_6_PERCENT -> base - (second ? 0.06 : 0);
            // what the reference leaves behind, heat or a full cache, slows the subject down and not itself
            case REFERENCE_LINGERS_6_PERCENT -> base - (subject && second ? 0.06 : 0);
            case BOOT_EFFECT_4_PERCENT -> base + (subject ? bootOffset : 0);
            // both sides boot before every pair, and their difference is as large as above
            case FRESH_BOOTS_4_PERCENT -> base + random.nextGaussian() * 0.04 * Math.sqrt(0.5);
            case SUBJECT_NOISIER -> base + (subject ? 2 * c * random.nextGaussian() : 0);
            // as much noise on both sides and the same mean, but one-sided on the subject's
            case SUBJECT_SKEWED_DOWN -> drift + (subject ? c - exponential() * c : random.nextGaussian() * c);
            case SUBJECT_SKEWED_UP -> drift + (subject ? exponential() * c - c : random.nextGaussian() * c);
        };
    }

    /** The next slot's samples of ln y, by the {@code TABLE}'s noise whatever the family. */
    double[] samples() {
        host();
        double burst = random.nextDouble() < 0.05 ? exponential() * 2 * c : 0;
        double base = drift + level + offset() - burst;
        double[] samples = within();
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] += base;
        }
        return samples;
    }

    /** The host goes on to the next slot. */
    private void host() {
        drift = PHI * drift + Math.sqrt(1 - PHI * PHI) * random.nextGaussian() * c * Math.sqrt(0.5);
        if (random.nextDouble() < 0.01) {
            level += random.nextGaussian() * 2 * c;
        }
        slot++;
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

    /** Student's t. */
    private double student(int degrees) {
        double sum = 0;
        for (int i = 0; i < degrees; i++) {
            double g = random.nextGaussian();
            sum += g * g;
        }
        return random.nextGaussian() / Math.sqrt(sum / degrees);
    }

    /** What all samples of a run share, such that a run's mean has a variance of c²/2. */
    private double offset() {
        return random.nextGaussian() * c * OFFSET;
    }

    /** What a run's samples do about their offset. */
    private double[] within() {
        double scale = c * Math.sqrt(0.5);
        double[] samples = new double[SAMPLES];
        double last = random.nextGaussian() * scale;
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = last;
            last = WITHIN * last + Math.sqrt(1 - WITHIN * WITHIN) * random.nextGaussian() * scale;
        }
        return samples;
    }

    /** The variance of the mean of samples whose own variance is 1. */
    private static double varianceOfMean() {
        double sum = SAMPLES;
        for (int lag = 1; lag < SAMPLES; lag++) {
            sum += 2 * (SAMPLES - lag) * Math.pow(WITHIN, lag);
        }
        return sum / SAMPLES / SAMPLES;
    }
}
