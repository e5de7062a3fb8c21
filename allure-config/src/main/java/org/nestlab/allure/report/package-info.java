/**
 * The report step: reads Allure's results after the tests and writes the pages that people open. It must not know
 * {@code internal}.
 */
@NullMarked
package org.nestlab.allure.report;

import org.jspecify.annotations.NullMarked;
