@NullMarked
package org.nestlab.allure.chart;

import org.jspecify.annotations.NullMarked;
