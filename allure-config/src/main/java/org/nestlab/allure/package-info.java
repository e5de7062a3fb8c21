/** What happens to labs, in the terms of Allure: steps, attachments, labels. It must not know {@code internal}. */
@NullMarked
package org.nestlab.allure;

import org.jspecify.annotations.NullMarked;
