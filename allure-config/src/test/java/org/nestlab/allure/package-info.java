/** The listener, tried on real JUnit runs with a lab that only tells events. */
@NullMarked
package org.nestlab.allure;

import org.jspecify.annotations.NullMarked;
