/** What a report reads of the framework: experiments of a run as text, and the history that its settings name. */
@NullMarked
package org.nestlab.report;

import org.jspecify.annotations.NullMarked;
