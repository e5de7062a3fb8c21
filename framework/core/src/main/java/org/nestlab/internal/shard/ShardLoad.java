package org.nestlab.internal.shard;

import java.util.List;

/**
 * What is never divided: the test classes of one lab, or one class that shares no lab.
 *
 * @param lab what identifies the lab in every process, for example {@code lab 4f1c09aa72be}, or {@code class NAME}
 * @param name the lab's name, for people; that of the class if it shares no lab
 * @param classes by name, sorted
 * @param seconds how long its tests take
 */
public record ShardLoad(String lab, String name, List<String> classes, double seconds) {

    public ShardLoad {
        classes = classes.stream().sorted().distinct().toList();
    }

    /** Identifies a lab that classes share. */
    public static String ofLab(String specDigest) {
        return "lab " + specDigest.substring(0, 12);
    }

    /** Identifies the lab of a class that shares none. */
    public static String ofClass(String testClass) {
        return "class " + testClass;
    }
}
