package org.nestlab.allure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results as Allure's writers write them, made by hand. */
record SampleResults(Path folder) {

    private static final long START = 1_795_435_200_000L;

    static SampleResults in(Path folder) throws IOException {
        return new SampleResults(Files.createDirectories(folder));
    }

    SampleResults passed(String name) throws IOException {
        return write(name, "passed", "", "", "");
    }

    SampleResults failed(String name, String status, String message, String trace) throws IOException {
        return write(name, status, message, trace, "");
    }

    /** A test that brought up a lab, the second step of which went wrong, with the console as attachment. */
    SampleResults withLab(String name, String console) throws IOException {
        Files.writeString(folder.resolve("console-attachment.txt"), console);
        return write(
                name, "broken", "L2 did not boot", "org.nestlab.ProvisioningException: L2 did not boot", """
                ,"steps":[{"name":"lab kvm-in-kvm","status":"broken","start":%1$d,"stop":%2$d,
                  "parameters":[{"name":"lab","value":"aaaa0001"},{"name":"tier","value":"emulated"}],
                  "steps":[
                    {"name":"L1 hypervisor: wait for login","status":"passed","start":%1$d,"stop":%3$d,
                     "parameters":[{"name":"level","value":"L1"}]},
                    {"name":"L2 guest: wait for login","status":"broken","start":%3$d,"stop":%2$d,
                     "parameters":[{"name":"level","value":"L2"}],"statusDetails":{"message":"no login after 60 s"}}]}],
                "attachments":[{"name":"L2 guest console","type":"text/plain","source":"console-attachment.txt"}]
                """.formatted(
                                START, START + 88_000, START + 28_000));
    }

    SampleResults file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        return this;
    }

    private SampleResults write(String name, String status, String message, String trace, String more)
            throws IOException {
        return file(name.replaceAll("\\W", "_") + "-result.json", """
                {"uuid":"%1$s","historyId":"%1$s","testCaseId":"%1$s","fullName":"org.example.LabTests.%1$s",
                 "name":"%1$s","status":"%2$s","start":%3$d,"stop":%4$d,
                 "statusDetails":{"message":"%5$s","trace":"%6$s"},
                 "labels":[{"name":"testClass","value":"org.example.LabTests"},{"name":"lab","value":"kvm-in-kvm"},
                   {"name":"tier","value":"emulated"},{"name":"kernel.L1","value":"6.1.0"}]%7$s}
                """.formatted(
                        name, status, START, START + 1_500, json(message), json(trace), more));
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }
}
