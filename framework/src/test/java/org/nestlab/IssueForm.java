package org.nestlab;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What GitHub takes as a form for issues. It leaves out a form that it does not take, without a word. The keys are of
 * "Syntax for issue forms" and "Syntax for GitHub's form schema" in GitHub's documentation.
 */
final class IssueForm {

    private static final Set<String> TOP =
            Set.of("name", "description", "body", "title", "labels", "assignees", "projects", "type");
    private static final Set<String> ELEMENT = Set.of("type", "id", "attributes", "validations");
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "markdown", Set.of("value"),
            "textarea", Set.of("label", "description", "placeholder", "value", "render"),
            "input", Set.of("label", "description", "placeholder", "value"),
            "dropdown", Set.of("label", "description", "multiple", "options", "default"),
            "checkboxes", Set.of("label", "description", "options"));

    private final List<String> faults = new ArrayList<>();

    private IssueForm() {}

    /** One sentence for each fault of a form, in the order of its text; none if GitHub takes it. */
    static List<String> faults(String yaml) {
        IssueForm form = new IssueForm();
        try {
            form.read(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
        } catch (YAMLException e) {
            form.faults.add("not YAML: " + e.getMessage());
        }
        return form.faults;
    }

    private void read(Object document) {
        if (!(document instanceof Map<?, ?> form)) {
            faults.add("not a map of keys");
            return;
        }
        onlyKeys("the form", form, TOP);
        text("the form", form, "name");
        text("the form", form, "description");
        if (!(form.get("body") instanceof List<?> body) || body.isEmpty()) {
            faults.add("the form has no body");
            return;
        }
        Set<Object> ids = new LinkedHashSet<>();
        int number = 0;
        for (Object element : body) {
            element("element %d".formatted(++number), element, ids);
        }
        if (ids.isEmpty()) {
            faults.add("the form asks for nothing");
        }
    }

    private void element(String where, Object element, Set<Object> ids) {
        if (!(element instanceof Map<?, ?> map)
                || !(map.get("type") instanceof String type)
                || !ATTRIBUTES.containsKey(type)) {
            faults.add("%s has no type that GitHub knows: %s".formatted(where, element));
            return;
        }
        onlyKeys(where, map, ELEMENT);
        Map<?, ?> attributes = map.get("attributes") instanceof Map<?, ?> given ? given : Map.of();
        onlyKeys(where, attributes, ATTRIBUTES.getOrDefault(type, Set.of()));
        text(where, attributes, type.equals("markdown") ? "value" : "label");
        if (type.equals("markdown")) {
            return;
        }
        if (!(map.get("id") instanceof String id) || !id.matches("[A-Za-z0-9_-]+") || !ids.add(id)) {
            faults.add("%s has no id of its own: %s".formatted(where, map.get("id")));
        }
        if (ATTRIBUTES.getOrDefault(type, Set.of()).contains("options")
                && !(attributes.get("options") instanceof List<?> options && !options.isEmpty())) {
            faults.add("%s has no options".formatted(where));
        }
        if (map.get("validations") instanceof Map<?, ?> rules) {
            onlyKeys(where, rules, Set.of("required"));
        }
    }

    private void onlyKeys(String where, Map<?, ?> map, Set<String> known) {
        map.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> faults.add("%s has the key %s, which GitHub does not know".formatted(where, key)));
    }

    private void text(String where, Map<?, ?> map, String key) {
        if (!(map.get(key) instanceof String text) || text.isBlank()) {
            faults.add("%s has no text for %s".formatted(where, key));
        }
    }
}
