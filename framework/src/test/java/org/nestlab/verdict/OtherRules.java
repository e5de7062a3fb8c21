package org.nestlab.verdict;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rules that others judge benchmarks by, on the same noise as the gate. A measurement is {@link Noise#SAMPLES} samples
 * of one second; each rule says whether the subject is called worse. Such rules come in many settings: what is counted
 * on is the order of their rates, not the last digit.
 */
enum OtherRules {
    /** One run a side; the means may differ by 5 %. */
    ONE_RUN("one run a side, 5 % limit") {
        @Override
        boolean fails(Noise noise, double lnRatio, SplittableRandom random) {
            double reference = mean(noise.samples());
            double subject = mean(noise.samples());
            return lnRatio + subject - reference < LIMIT;
        }
    },
    /**
     * One run a side, whose samples are taken for independent; where it fails at 1 % and by 5 %, the subject is
     * measured again, four times at most.
     */
    PERMUTATION("permutation test on 1 s samples, 4 retries") {
        @Override
        boolean fails(Noise noise, double lnRatio, SplittableRandom random) {
            double[] reference = noise.samples();
            for (int attempt = 0; attempt < 5; attempt++) {
                double[] subject = noise.samples();
                for (int i = 0; i < Noise.SAMPLES; i++) {
                    subject[i] += lnRatio;
                }
                boolean worse = mean(subject) - mean(reference) < LIMIT;
                if (!worse || permutationP(subject, reference, random) >= 0.01) {
                    return false;
                }
            }
            return true;
        }
    },
    /** Each side until the standard error of its runs is at most 2 % (three to ten runs), then 5 %. */
    UNTIL_STEADY("repeat until the deviation is small, 5 %") {
        @Override
        boolean fails(Noise noise, double lnRatio, SplittableRandom random) {
            double reference = steady(noise);
            return lnRatio + steady(noise) - reference < LIMIT;
        }
    },
    MANN_WHITNEY_BLOCKS("Mann-Whitney n = 20, AAAA…BBBB") {
        @Override
        boolean fails(Noise noise, double lnRatio, SplittableRandom random) {
            double[] reference = new double[20];
            double[] subject = new double[20];
            Arrays.setAll(reference, i -> mean(noise.samples()));
            Arrays.setAll(subject, i -> lnRatio + mean(noise.samples()));
            return mannWhitney(subject, reference);
        }
    },
    MANN_WHITNEY_INTERLEAVED("Mann-Whitney n = 20, interleaved") {
        @Override
        boolean fails(Noise noise, double lnRatio, SplittableRandom random) {
            double[] reference = new double[20];
            double[] subject = new double[20];
            for (int i = 0; i < 20; i++) {
                reference[i] = mean(noise.samples());
                subject[i] = lnRatio + mean(noise.samples());
            }
            return mannWhitney(subject, reference);
        }
    };

    private static final double LIMIT = Math.log(0.95);
    private static final int SHUFFLES = 400;

    private final String title;

    OtherRules(String title) {
        this.title = title;
    }

    abstract boolean fails(Noise noise, double lnRatio, SplittableRandom random);

    /** How many of n trials fail. */
    int failures(long seed, int n, double cv, double ratio) {
        return (int) IntStream.range(0, n)
                .parallel()
                .filter(trial -> {
                    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + trial);
                    return fails(new Noise(random.split(), Noise.Family.TABLE, cv), Math.log(ratio), random);
                })
                .count();
    }

    @Override
    public String toString() {
        return title;
    }

    private static double steady(Noise noise) {
        double sum = 0;
        double squares = 0;
        for (int n = 1; ; n++) {
            double y = mean(noise.samples());
            sum += y;
            squares += y * y;
            double variance = n < 2 ? 0 : Math.max(0, squares - sum * sum / n) / (n - 1);
            if (n >= 10 || (n >= 3 && Math.sqrt(variance / n) <= 0.02)) {
                return sum / n;
            }
        }
    }

    /** The share of shuffles whose difference of means is at least as low. */
    static double permutationP(double[] subject, double[] reference, SplittableRandom random) {
        double[] all = Arrays.copyOf(subject, subject.length + reference.length);
        System.arraycopy(reference, 0, all, subject.length, reference.length);
        double seen = Arrays.stream(subject).sum();
        int asLow = 1;
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            double sum = 0;
            for (int i = 0; i < subject.length; i++) {
                int j = i + random.nextInt(all.length - i);
                double swapped = all[i];
                all[i] = all[j];
                all[j] = swapped;
                sum += all[i];
            }
            asLow += sum <= seen + 1e-12 ? 1 : 0;
        }
        return (double) asLow / (SHUFFLES + 1);
    }

    /** The subject ranks lower, two-sided at 5 %, by the normal approximation with its correction for continuity. */
    static boolean mannWhitney(double[] subject, double[] reference) {
        double u = 0;
        for (double s : subject) {
            for (double r : reference) {
                u += s > r ? 1 : s == r ? 0.5 : 0;
            }
        }
        double n = subject.length;
        double m = reference.length;
        return (u + 0.5 - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12) <= -1.959964;
    }

    private static double mean(double[] samples) {
        return Arrays.stream(samples).average().orElseThrow();
    }
}
