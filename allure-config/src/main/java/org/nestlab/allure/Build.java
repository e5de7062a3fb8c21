package org.nestlab.allure;

import io.qameta.allure.model.Link;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The Jenkins build that made the results, read from its environment variables.
 *
 * @param name for example {@code nestlab/main #42}
 * @param number of the build; a later build has a larger one
 * @param url of the build; ends with a slash
 * @param server the address of Jenkins; empty if Jenkins does not know its own address
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Build(String name, long number, String url, String server) {

    // http://ci.example.org/job/nestlab/42/
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s@]+/");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** Empty if the variables are not those of a build, or are not valid. */
    public static Optional<Build> of(Map<String, String> environment) {
        String number = environment.getOrDefault("BUILD_NUMBER", "");
        String url = environment.getOrDefault("BUILD_URL", "");
        String job = environment.getOrDefault("JOB_NAME", "");
        String server = environment.getOrDefault("JENKINS_URL", "");
        if (!NUMBER.matcher(number).matches() || !ADDRESS.matcher(url).matches() || job.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new Build(
                job + " #" + number,
                Long.parseLong(number),
                url,
                ADDRESS.matcher(server).matches() ? server : ""));
    }

    /** The link for a result that was measured in this build. */
    Link link() {
        return new Link().setName(name).setUrl(url).setType("build");
    }

    /** The content of {@code executor.json}, with Allure's names. */
    public Map<String, Object> executor() {
        Map<String, Object> executor = new LinkedHashMap<>();
        executor.put("name", "Jenkins");
        executor.put("type", "jenkins");
        if (!server.isEmpty()) {
            executor.put("url", server);
        }
        executor.put("buildOrder", number);
        executor.put("buildName", name);
        executor.put("buildUrl", url);
        executor.put("reportName", "Nestlab");
        executor.put("reportUrl", url + "allure/");
        return executor;
    }
}
