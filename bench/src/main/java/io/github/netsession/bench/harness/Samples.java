package io.github.netsession.bench.harness;

import java.util.Arrays;
import java.util.Collection;

/** Figures of the same thing, and their median. */
final class Samples {

    private Samples() {
    }

    /**
     * Returns the median.
     *
     * @throws IllegalArgumentException if there is no sample
     */
    static double median(Collection<? extends Number> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = samples.stream().mapToDouble(Number::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
