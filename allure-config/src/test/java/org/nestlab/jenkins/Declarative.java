package org.nestlab.jenkins;

import com.lesfurets.jenkins.unit.MethodSignature;
import com.lesfurets.jenkins.unit.PipelineTestHelper;
import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a declarative pipeline as Jenkins does: a stage that throws ends its build as failed and skips the stages after
 * it, not the other cells of a matrix; {@code post} runs whatever came before. Cells run one after the other, on one
 * agent.
 */
final class Declarative {

    private final PipelineTestHelper helper;
    private final Binding binding;
    private final Build build;
    private final Deque<Section> open = new ArrayDeque<>(List.of(new Section("file", "")));

    Declarative(PipelineTestHelper helper, Binding binding, Build build) {
        this.helper = helper;
        this.binding = binding;
        this.build = build;
        binding.setVariable("none", "none");
        for (String block :
                List.of("parameters", "options", "environment", "stages", "matrix", "axes", "when", "post", "steps")) {
            register(block, List.of(Closure.class), arguments -> hold(block, arguments[0]));
        }
        register("pipeline", List.of(Closure.class), arguments -> {
            hold("pipeline", arguments[0]);
            pipeline((Closure<?>) arguments[0]);
            return null;
        });
        register("agent", List.of(Closure.class), arguments -> hold("agent", arguments[0]));
        register("agent", List.of(String.class), arguments -> hold("agent", arguments[0]));
        for (String word : List.of("label", "name")) {
            register(word, List.of(String.class), arguments -> hold(word, arguments[0]));
        }
        register("values", List.of(String.class, String.class), arguments -> hold("values", List.of(arguments)));
        register("beforeAgent", List.of(Boolean.class), arguments -> hold("beforeAgent", arguments[0]));
        register("expression", List.of(Closure.class), arguments -> hold("expression", arguments[0]));
        register("always", List.of(Closure.class), arguments -> hold("always", arguments[0]));
        register("stage", List.of(String.class, Closure.class), arguments -> child("stage", arguments));
        register("axis", List.of(Closure.class), arguments -> child("axis", new Object[] {"", arguments[0]}));
        for (String parameter : List.of("string", "choice", "booleanParam")) {
            register(parameter, List.of(Map.class), arguments -> {
                here().hold(parameter, arguments[0]);
                build.parameter((Map<?, ?>) arguments[0]);
                return null;
            });
        }
        for (String option : List.of("timestamps", "disableConcurrentBuilds")) {
            register(option, List.of(), arguments -> hold(option, true));
        }
        register("buildDiscarder", List.of(Object.class), arguments -> hold("buildDiscarder", arguments[0]));
        register("logRotator", List.of(Map.class), arguments -> arguments[0]);
        register("timeout", List.of(Map.class), arguments -> {
            build.option("timeout " + arguments[0]);
            return hold("timeout", arguments[0]);
        });
    }

    /** Where text is expected, both of Groovy's kinds of it are taken. */
    void register(String name, List<Class<?>> types, Function<Object[], @Nullable Object> work) {
        allow(name, types, work);
        if (types.contains(String.class)) {
            List<Class<?>> other = new ArrayList<>(types);
            other.replaceAll(type -> type.equals(String.class) ? GString.class : type);
            allow(name, other, work);
        }
    }

    private void allow(String name, List<Class<?>> types, Function<Object[], @Nullable Object> work) {
        helper.registerAllowedMethod(
                MethodSignature.method(name, types.toArray(new Class<?>[0])), new Step(this, work));
    }

    /** Whether steps run now; elsewhere a step would be no part of the declaration. */
    boolean inSteps() {
        return here().kind().equals("steps");
    }

    private @Nullable Object hold(String directive, Object value) {
        here().hold(directive, value);
        return null;
    }

    private @Nullable Object child(String kind, Object[] arguments) {
        here().hold(kind, arguments[0]);
        here().add(read(kind, (String) arguments[0], (Closure<?>) arguments[1]));
        return null;
    }

    private Section here() {
        return Objects.requireNonNull(open.peek());
    }

    private Section read(String kind, String name, Closure<?> block) {
        Section section = new Section(kind, name);
        open.push(section);
        try {
            block.call();
        } finally {
            open.pop();
        }
        return section;
    }

    private void pipeline(Closure<?> block) {
        Section pipeline = read("pipeline", "", block);
        pipeline.block("parameters").ifPresent(it -> read("parameters", "", it));
        binding.setVariable("params", build.parameters());
        pipeline.block("options").ifPresent(it -> read("options", "", it));
        pipeline.block("environment").ifPresent(this::environment);
        if (!pipeline.value("agent").filter("none"::equals).isPresent()) {
            throw new IllegalStateException("only 'agent none' is known for a whole pipeline");
        }
        try {
            stages(pipeline.block("stages").orElseThrow());
        } catch (Build.Failure e) {
            build.fails(e);
        }
        post(pipeline);
    }

    private void environment(Closure<?> block) {
        Map<?, ?> variables = binding.getVariables();
        List<Object> before = new ArrayList<>(variables.keySet());
        read("environment", "", block);
        variables.forEach((name, value) -> {
            if (!before.contains(name)) {
                build.environment().put(name.toString(), value.toString());
            }
        });
    }

    private void stages(Closure<?> block) {
        for (Section stage : read("stages", "", block).children()) {
            stage(stage);
        }
    }

    private void stage(Section stage) {
        long bodies = List.of("steps", "stages", "matrix").stream()
                .filter(body -> stage.value(body).isPresent())
                .count();
        if (bodies != 1) {
            throw new IllegalStateException(
                    "stage %s has %d of steps, stages, matrix; expected 1".formatted(stage.name(), bodies));
        }
        build.enter(stage.name());
        try {
            stage.block("steps").ifPresent(this::steps);
            stage.block("stages").ifPresent(this::stages);
            stage.block("matrix").ifPresent(this::matrix);
        } finally {
            post(stage);
            build.leave();
        }
    }

    private void matrix(Closure<?> block) {
        Section matrix = read("matrix", "", block);
        List<Section> axes =
                read("axes", "", matrix.block("axes").orElseThrow()).children();
        if (axes.size() != 1) {
            throw new IllegalStateException("only a matrix with one axis is known");
        }
        String axis = (String) axes.get(0).value("name").orElseThrow();
        Build.Failure first = null;
        for (Object value : (List<?>) axes.get(0).value("values").orElseThrow()) {
            build.environment().put(axis, value.toString());
            try {
                cell(matrix, value.toString());
            } catch (Build.Failure e) {
                build.fails(e);
                first = first == null ? e : first;
            } finally {
                build.environment().remove(axis);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void cell(Section matrix, String name) {
        build.enter(name);
        try {
            if (!matrix.block("when").map(this::holds).orElse(true)) {
                build.tell("skipped");
                return;
            }
            matrix.block("agent")
                    .ifPresent(it -> build.tell(
                            "agent " + read("agent", "", it).value("label").orElseThrow()));
            try {
                stages(matrix.block("stages").orElseThrow());
            } finally {
                post(matrix);
            }
        } finally {
            build.leave();
        }
    }

    private boolean holds(Closure<?> block) {
        Object value = read("when", "", block).block("expression").orElseThrow().call();
        return value instanceof Boolean truth
                ? truth
                : value != null && !value.toString().isEmpty();
    }

    private void post(Section section) {
        section.block("post")
                .flatMap(it -> read("post", "", it).block("always"))
                .ifPresent(always -> {
                    build.enter("post");
                    try {
                        steps(always);
                    } catch (Build.Failure e) {
                        // Jenkins tells it, fails the build, and goes on
                        build.fails(e);
                    } finally {
                        build.leave();
                    }
                });
    }

    private void steps(Closure<?> block) {
        read("steps", "", block);
    }
}
