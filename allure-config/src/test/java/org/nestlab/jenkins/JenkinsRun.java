package org.nestlab.jenkins;

import com.lesfurets.jenkins.unit.BasePipelineTest;
import com.lesfurets.jenkins.unit.PipelineTestHelper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A build of the Jenkinsfile. */
record JenkinsRun(Outcome outcome, List<String> log, List<String> options) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Runs the project's own Jenkinsfile. */
    static JenkinsRun of(Map<String, Object> parameters, Agent agent) {
        return of(ROOT, "Jenkinsfile", parameters, agent);
    }

    /** Runs a pipeline that a test wrote. */
    static JenkinsRun of(Path folder, String pipeline) throws IOException {
        Files.writeString(folder.resolve("Sample"), pipeline);
        return of(folder, "Sample", Map.of(), new Agent());
    }

    private static JenkinsRun of(Path folder, String file, Map<String, Object> parameters, Agent agent) {
        BasePipelineTest test = new BasePipelineTest() {};
        test.setHelper(new PipelineCache());
        test.setScriptRoots(folder.toString());
        try {
            test.setUp();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Build build = new Build(parameters);
        test.getBinding().setVariable("env", build.environment());
        test.getBinding().setVariable("scm", "what Jenkins was given");
        PipelineTestHelper helper = test.getHelper();
        Declarative declarative = new Declarative(helper, test.getBinding(), build);
        new Steps(declarative, build, agent).register();
        helper.runScript(file, test.getBinding());
        return new JenkinsRun(build.outcome(), build.log(), build.options());
    }

    /** The shell's command lines of a stage, for example {@code labs/baseline/verify}. */
    List<String> commands(String stage) {
        return log.stream()
                .filter(line -> line.startsWith(stage + ": sh "))
                .map(line -> line.substring(stage.length() + 5))
                .toList();
    }

    /** All that a stage did. */
    List<String> of(String stage) {
        return log.stream()
                .filter(line -> line.startsWith(stage + ": "))
                .map(line -> line.substring(stage.length() + 2))
                .toList();
    }
}
