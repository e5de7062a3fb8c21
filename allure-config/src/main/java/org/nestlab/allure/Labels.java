package org.nestlab.allure;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;

/** Labels and parameters of a result. */
final class Labels {

    private Labels() {}

    /** Adds a label; a name may have several values, each of them once. */
    static void label(TestResult result, String name, String value) {
        Label label = new Label().setName(name).setValue(value);
        if (!result.getLabels().contains(label)) {
            result.getLabels().add(label);
        }
    }

    static boolean has(TestResult result, String name) {
        return result.getLabels().stream().anyMatch(label -> name.equals(label.getName()));
    }

    /** Excluded from the test's identity, so the same test in another lab continues the same history. */
    static void parameter(TestResult result, String name, String value) {
        result.getParameters().add(new Parameter().setName(name).setValue(value).setExcluded(true));
    }
}
