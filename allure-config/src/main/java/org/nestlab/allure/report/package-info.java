/** The report step: reads Allure's results after the tests and writes the pages that people open. */
@NullMarked
package org.nestlab.allure.report;

import org.jspecify.annotations.NullMarked;
