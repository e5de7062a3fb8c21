package org.nestlab.allure.chart;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The bars of one kernel.
 *
 * @param kernel its release
 * @param instructions of one exit, by kind
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ExactBars(String kernel, SortedMap<String, Long> instructions) {

    public ExactBars {
        instructions = Collections.unmodifiableSortedMap(new TreeMap<>(instructions));
    }
}
