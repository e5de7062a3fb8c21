package org.nestlab.jenkins;

import com.lesfurets.jenkins.unit.PipelineTestHelper;
import groovy.util.GroovyScriptEngine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles a pipeline once for all builds of it; a file that changed is compiled again. */
final class PipelineCache extends PipelineTestHelper {

    private static final Map<String, GroovyScriptEngine> ENGINES = new ConcurrentHashMap<>();

    @Override
    public PipelineTestHelper init() {
        super.init();
        GroovyScriptEngine own = gse;
        gse = ENGINES.computeIfAbsent(String.join("\0", getScriptRoots()), roots -> own);
        return this;
    }
}
