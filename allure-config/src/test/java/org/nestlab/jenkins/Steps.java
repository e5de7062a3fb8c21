package org.nestlab.jenkins;

import groovy.lang.Closure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The steps that the Jenkinsfile uses, as Jenkins and its plugins have them; any other is an error. */
final class Steps {

    private final Declarative pipeline;
    private final Build build;
    private final Agent agent;

    Steps(Declarative pipeline, Build build, Agent agent) {
        this.pipeline = pipeline;
        this.build = build;
        this.agent = agent;
    }

    void register() {
        pipeline.register("sh", List.of(String.class), a -> sh(text(a[0]), false));
        pipeline.register(
                "sh",
                List.of(Map.class),
                a -> sh(
                        text(map(a[0]).get("script")),
                        Boolean.TRUE.equals(map(a[0]).get("returnStatus"))));
        pipeline.register("script", List.of(Closure.class), a -> call(a[0]));
        pipeline.register("echo", List.of(String.class), a -> tell("echo " + a[0]));
        pipeline.register("error", List.of(String.class), a -> {
            throw new Build.Failure(Outcome.FAILURE, text(a[0]));
        });
        pipeline.register("unstable", List.of(String.class), a -> {
            build.worsens(Outcome.UNSTABLE);
            return tell("unstable " + a[0]);
        });
        pipeline.register("catchError", List.of(Map.class, Closure.class), a -> catchError(map(a[0]), a[1]));
        around("timeout", Map.class);
        around("lock", String.class);
        around("node", String.class);
        around("dir", String.class);
        pipeline.register("parallel", List.of(Map.class), a -> parallel(map(a[0])));
        pipeline.register("checkout", List.of(Object.class), a -> tell("checkout " + a[0]));
        pipeline.register("deleteDir", List.of(), a -> tell("deleteDir"));
        pipeline.register("fileExists", List.of(String.class), a -> agent.has(text(a[0])));
        pipeline.register(
                "readJSON", List.of(Map.class), a -> agent.json(text(map(a[0]).get("file"))));
        for (String step : List.of("junit", "archiveArtifacts", "copyArtifacts")) {
            pipeline.register(step, List.of(Map.class), a -> tell(step + " " + sorted(a[0])));
        }
        pipeline.register("lastWithArtifacts", List.of(), a -> "last with artifacts");
        pipeline.register("allure", List.of(Map.class), a -> {
            tell("allure " + sorted(a[0]));
            return end(agent.run("the step allure"));
        });
        pipeline.register("stash", List.of(Map.class), a -> {
            agent.stash(text(map(a[0]).get("name")));
            return tell("stash " + sorted(a[0]));
        });
        pipeline.register("unstash", List.of(String.class), a -> {
            agent.unstash(text(a[0]));
            return tell("unstash " + a[0]);
        });
    }

    private void around(String step, Class<?> type) {
        pipeline.register(step, List.of(type, Closure.class), a -> {
            tell(step + " " + (a[0] instanceof Map ? sorted(a[0]) : a[0]) + " {");
            try {
                return call(a[1]);
            } finally {
                tell("}");
            }
        });
    }

    /** One after the other; one that fails does not end the others. */
    private @Nullable Object parallel(Map<?, ?> branches) {
        Build.Failure first = null;
        for (Map.Entry<?, ?> branch : branches.entrySet()) {
            build.enter(text(branch.getKey()));
            try {
                call(branch.getValue());
            } catch (Build.Failure e) {
                first = first == null ? e : first;
            } finally {
                build.leave();
            }
        }
        if (first != null) {
            throw first;
        }
        return null;
    }

    private @Nullable Object catchError(Map<?, ?> how, Object body) {
        try {
            return call(body);
        } catch (Build.Failure e) {
            // what was interrupted counts as such where that is worse
            Outcome wanted = Outcome.valueOf(text(how.get("buildResult")));
            build.worsens(e.outcome() == Outcome.ABORTED ? wanted.or(e.outcome()) : wanted);
            return tell("caught: %s: %s".formatted(how.get("message"), e.getMessage()));
        }
    }

    private @Nullable Object sh(String command, boolean returnStatus) {
        if (!pipeline.inSteps()) {
            throw new IllegalStateException("sh outside of steps: " + command);
        }
        tell("sh " + command);
        int status = agent.run(command);
        return returnStatus ? status : end(status);
    }

    private static @Nullable Object end(int status) {
        if (status != 0) {
            throw new Build.Failure(Outcome.FAILURE, "script returned exit code " + status);
        }
        return null;
    }

    private @Nullable Object tell(String what) {
        build.tell(what);
        return null;
    }

    private static @Nullable Object call(Object body) {
        return ((Closure<?>) body).call();
    }

    private static Map<?, ?> map(Object argument) {
        return (Map<?, ?>) argument;
    }

    private static Map<?, ?> sorted(Object argument) {
        return new TreeMap<>(map(argument));
    }

    private static String text(@Nullable Object argument) {
        return String.valueOf(argument);
    }
}
