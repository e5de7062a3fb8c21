/**
 * The Jenkinsfile, run with JenkinsPipelineUnit. Of its releases only 1.1 is on Maven Central, and that one knows
 * nothing of declarative pipelines: {@code Declarative} adds what the Jenkinsfile uses of them, and refuses the rest.
 */
@NullMarked
package org.nestlab.jenkins;

import org.jspecify.annotations.NullMarked;
