/** The report step, tried on results folders made by the tests. */
@NullMarked
package org.nestlab.allure.report;

import org.jspecify.annotations.NullMarked;
