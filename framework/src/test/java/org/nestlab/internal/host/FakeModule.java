package org.nestlab.internal.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nestlab.fake.Answers;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.ProbeAnswers;
import org.nestlab.machine.Command;

/** A host's kvm_amd that can be unloaded and loaded, with its lock and its file; remembers what was changed. */
public final class FakeModule {

    public final FakeHost host = new FakeHost();
    public final List<String> changes = new ArrayList<>();
    public boolean loaded = true;
    public String nested = "0";
    String npt = "1";
    String users = "";
    public long references;
    String kind = "loadable";
    /** What the parameter shows whatever it is loaded with, or null for what it was loaded with. */
    @Nullable
    String stuckAt;
    /** A part of the commands that fail, or null. */
    @Nullable
    String broken;

    @Nullable
    public String lock;

    @Nullable
    String file;

    private static final Pattern LOAD = Pattern.compile("r modprobe kvm_amd nested=(\\S+)");
    private static final Pattern TOKEN = Pattern.compile("sh ([0-9a-f-]{36}) /run");
    private static final Pattern BASE64 = Pattern.compile("echo (\\S+) \\| base64 -d");

    public FakeModule() {
        ProbeAnswers.cpuinfo(host.answers, "cpuinfo-l1-svm-emulated.txt");
        on(
                "kvm_intel/nested",
                command -> (loaded ? "kvm_amd %s present %s\n".formatted(kind, nested) : "") + "flag svm\n");
        on(
                "anon_inode:kvm-vm",
                command -> "module kvm_amd %s %d\n%s".formatted(loaded ? "loaded" : "available", references, users));
        on("/sys/module/$m/parameters", command -> state());
        on("%u:%g", command -> "0:107 660\n");
        on("cat /run/nestlab", command -> Optional.ofNullable(lock).orElse(""));
        change("rmmod", command -> loaded = false);
        change("modprobe kvm_amd", command -> load(group(LOAD, command)));
        change(
                "tee /etc/modprobe.d",
                command ->
                        file = new String(Base64.getDecoder().decode(group(BASE64, command)), StandardCharsets.UTF_8));
        change("rm -f /etc/modprobe.d", command -> file = null);
        change("rm -f /run/nestlab", command -> lock = null);
        host.answers.on(command -> command.line().contains("set -C"), this::takeLock);
    }

    /** From now on commands with this part fail. */
    public void broken(String part) {
        broken = part;
    }

    private String state() {
        return (loaded ? "loaded yes\nparameter nested=%s\nparameter npt=%s\n".formatted(nested, npt) : "")
                + Optional.ofNullable(file)
                        .map(text ->
                                "file =" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                        .orElse("");
    }

    private void load(String value) {
        loaded = true;
        nested = stuckAt == null ? value : stuckAt;
    }

    private Reply takeLock(Command command) {
        if (lock != null) {
            return new Reply(1, lock + "\n", "");
        }
        lock = group(TOKEN, command);
        changes.add("lock");
        return Reply.ok("");
    }

    private void on(String part, Function<Command, String> output) {
        host.answers.on(command -> command.line().contains(part), command -> Reply.ok(output.apply(command)));
    }

    private void change(String part, Consumer<Command> effect) {
        host.answers.on(command -> command.line().contains(part), command -> {
            if (broken != null && command.line().contains(broken)) {
                return Reply.failed(1, "it is broken");
            }
            changes.add(part);
            effect.accept(command);
            return Reply.ok("");
        });
    }

    private static String group(Pattern pattern, Command command) {
        Matcher matcher = pattern.matcher(command.line());
        if (!matcher.find()) {
            throw new AssertionError("not a command of the nesting switch: " + command);
        }
        return matcher.group(1);
    }

    /** The answers, to change one of them. */
    Answers answers() {
        return host.answers;
    }
}
