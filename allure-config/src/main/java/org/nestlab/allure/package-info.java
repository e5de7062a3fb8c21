/** What happens to labs, told in the words of Allure: steps, attachments, labels. */
@NullMarked
package org.nestlab.allure;

import org.jspecify.annotations.NullMarked;
