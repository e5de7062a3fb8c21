package org.nestlab.spi;

import static org.nestlab.spi.KeywordPatterns.contains;
import static org.nestlab.spi.KeywordPatterns.startsWith;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nestlab.spi.SecretNames.Kind;

/**
 * Secrets that are recognised by their program or format: in command lines, installers, QEMU, systemd and sentences.
 */
final class SecretCommands {

    private static final String WORD = "(\"[^\"]{1,400}+\"|'[^']{1,400}+'|[^\\s\"'|;&<>]{1,400}+)";

    /** Up to an option of the same command. */
    private static final String TO = "\\b[^|;\\n]{0,300}?\\s";

    private static final List<KeywordPatterns.Rule> COMMANDS = List.of(
            // mysql -u root -phunter2 · mysqldump -p hunter2
            startsWith(
                    "mysql mariadb mongo useradd usermod sshpass 7z docker podman helm az skopeo crictl oc buildah",
                    "\\b(?:mysql\\w{0,12}|mariadb[\\w-]{0,12}|mongo\\w{0,8}|useradd|usermod|sshpass|7za?|(?:docker|podman|helm|az|skopeo|crictl|oc|buildah)\\s[^|;]{0,40}?login)"
                            + TO + "-p(?!ort)\\s?" + WORD),
            startsWith(
                    "ldap redis-cli ipmitool zip unzip",
                    "\\b(?:ldap\\w{1,10}" + TO + "-w|redis-cli" + TO + "-a|ipmitool" + TO + "-P|(?:zip|unzip)" + TO
                            + "-P)\\s?" + WORD),
            // curl -u user:password https://…
            startsWith(
                    "curl wget http lftp",
                    "\\b(?:curl|wget|http|https|lftp)" + TO
                            + "(?:-\\w{0,4}u|--user|--proxy-user|-U|-a|--auth)[\\s=]{0,3}[\"']?[^\\s:\"']{1,80}+:([^\\s\"']{1,200}+)"),
            startsWith(
                    "smbclient net rpcclient smbget",
                    "\\b(?:smbclient|net|rpcclient|smbget)" + TO
                            + "(?:-U|--user)[\\s=]{0,3}[\"']?[^\\s%\"']{1,80}+%([^\\s\"']{1,200}+)"),
            // openssl … -passin pass:hunter2
            startsWith("pass:", "\\bpass:([^\\s\"']{1,200}+)"),
            startsWith("openssl", "\\bopenssl passwd(?:\\s-(?!salt|in|stdin)\\w{1,10}){0,4}+\\s(?!-)" + WORD),
            startsWith("htpasswd", "\\bhtpasswd\\s-\\w{0,6}b\\w{0,6}\\s\\S{1,200}+\\s\\S{1,80}+\\s" + WORD),
            startsWith("wpa_passphrase", "\\bwpa_passphrase\\s\\S{1,80}+\\s" + WORD),
            startsWith(
                    "secret-set-value",
                    "\\bsecret-set-value\\s(?:--secret[\\s=])?[^\\s-]\\S{0,80}+\\s(?:--base64[\\s=])?(?!--)" + WORD),
            startsWith("iscsiadm", "\\biscsiadm\\b[^|;\\n]{0,300}?\\.password\\s-v\\s" + WORD),
            startsWith("nmcli", "\\bnmcli\\b[^|;\\n]{0,300}?\\spassword\\s" + WORD),
            // echo root:hunter2 | chpasswd · echo hunter2 | passwd --stdin root
            startsWith(
                    "echo printf",
                    "\\b(?:echo|printf)\\s(?:-\\w{1,4}\\s){0,3}+[\"']?[\\w.-]{1,32}+:([^\\s\"'|]{1,200}+)[\"']?\\s{0,9}\\|[^|]{0,40}?chpasswd"),
            startsWith("chpasswd", "\\bchpasswd\\b[^|;\\n]{0,40}?<<<\\s?[\"']?[\\w.-]{1,32}+:([^\\s\"']{1,200}+)"),
            startsWith(
                    "echo printf",
                    "\\b(?:echo|printf)\\s(?:-\\w{1,4}\\s){0,3}+" + WORD
                            + "\\s{0,9}\\|[^|]{0,40}?(?:passwd\\s[^|]{0,40}?--stdin|cryptsetup|sudo\\s(?:-\\w{1,4}\\s){0,3}+-S|(?:docker|podman)\\slogin)"),
            // rootpw --plaintext hunter2
            contains("rootpw sshpw", "^\\s{0,20}(?:rootpw|sshpw)\\b(?:\\s--[\\w=-]{1,40}+){0,5}+\\s{1,9}(?!-)" + WORD),
            // d-i passwd/root-password password hunter2
            startsWith(
                    "passwd password passphrase psk wpa wepkey",
                    "(?i)(?:passw(?:or)?d|passphrase|psk|wpa|wepkey)[\\w/-]{0,40}\\s{1,9}(?:password|string)\\s{1,9}(\\S{1,200}+)"),
            // machine x login y password hunter2 · set_password vnc hunter2 · change vnc password hunter2
            startsWith("login", "\\blogin\\s{1,9}\\S{1,80}+\\s{1,9}password\\s{1,9}(\\S{1,200}+)"),
            startsWith(
                    "set_password change requirepass masterauth insecure-password wpa-psk wpa-passphrase wireless-key",
                    "\\b(?:set_password\\s(?:vnc|spice)|change\\s\\S{1,40}+\\spassword|requirepass|masterauth|insecure-password|wpa-psk|wpa-passphrase|wireless-key1?)\\s{1,9}"
                            + WORD),
            contains(
                    "--md5 --encrypted --sha512",
                    "^\\s{0,20}password\\s{1,9}--(?:md5|encrypted|sha512)\\s{1,9}(\\S{1,200}+)"),
            // -smbios type=11,value=io.systemd.credential:NAME=VALUE
            startsWith(
                    "io.systemd.credential",
                    "\\bio\\.systemd\\.credential(?:\\.binary)?:[^=\\s]{1,128}+=((?:,,|[^,\\s\"'<]){1,4000}+)"),
            // -fw_cfg name=opt/io.systemd.credentials/NAME,string=VALUE
            startsWith(
                    "io.systemd.credentials/",
                    "\\bio\\.systemd\\.credentials/[^,\\s\"'<>]{1,128}+,string=((?:,,|[^,\\s\"'<]){1,4000}+)"),
            startsWith(
                    "io.systemd.credentials/",
                    "\\bio\\.systemd\\.credentials/[^,\\s\"'<>]{1,128}+[\"']\\s{0,9}>([^<]{1,4000}+)<"),
            startsWith(
                    "io.systemd.credentials/",
                    "\\bio\\.systemd\\.credentials/[^,\\s\"'<>]{1,128}+[\"']\\s{0,9},\\s{0,9}[\"']string[\"']\\s{0,9}:\\s{0,9}[\"']([^\"']{1,4000}+)"),
            // SetCredential=NAME:VALUE · systemd.set_credential=NAME:VALUE · --set-credential=NAME:VALUE
            startsWith(
                    "setcredential set_credential set-credential set_-credential",
                    "(?i)\\bset_?-?credential(?:encrypted|_binary)?[=\\s]\\s{0,4}[\"']?[^:=\\s]{1,128}+:\\s{0,4}([^\\s\"']{1,4000}+)"),
            // -object secret,id=sec0,data=hunter2 · {"qom-type":"secret",…,"data":"…"}
            startsWith(
                    "secret, secret_keyring,",
                    "\\bsecret(?:_keyring)?,(?:[^\\s]{0,300}?,)?data=((?:,,|[^,\\s\"'<]){1,4000}+)"),
            startsWith(
                    "qom-type",
                    "\\bqom-type\\\\?[\"'=:].{0,400}?\\bdata\\\\?[\"']?\\s{0,4}[:=]\\s{0,4}\\\\?[\"']?([^\\s,\"'\\\\]{1,4000}+)"),
            // rbd:pool/image:id=admin:key=…:auth_supported=cephx
            startsWith("rbd:", "\\brbd:[^\\s]{1,300}?:key=([^\\s:,\"']{1,200}+)"),
            // PrivateKey and PresharedKey of WireGuard's INI
            contains(
                    "privatekey presharedkey",
                    "(?i)^\\s{0,20}(?:private|preshared)key\\s{0,9}=\\s{0,9}([A-Za-z0-9+/]{20,60}+={0,2})"));

    /** Formats in which an ordinary name has a user and a password in Base64. */
    private static final KeywordPatterns.Rule DOCKER_AUTH = startsWith(
            "\"auth \"_auth \"identitytoken",
            "\"(?:_?auth|identitytoken)\\\\?\"\\s{0,9}:\\s{0,9}\\\\?\"([A-Za-z0-9+/_-]{8,4000}+={0,2})");

    private static final String SUBJECT =
            "(?i)\\b(?:password|passphrase|passcode|token|secret|passwd)\\b[^\\n:=]{0,60}";

    private static final String OBJECT = "\\s{1,9}[\"'`“(]?([^\\s\"'`”]{4,200}+)";

    private static final List<KeywordPatterns.Rule> SENTENCES = List.of(
            // The password you should use is "C7BZ"
            startsWith(
                    "password passphrase passcode token secret passwd",
                    SUBJECT + "?(?=[itwa])\\b(?:is|to|was|as)\\b:?" + OBJECT),
            // A temporary password is generated for root@localhost: aB3+x
            startsWith("password passphrase passcode token secret passwd", SUBJECT + "+:" + OBJECT),
            // Using default password "aB3x" for user root
            startsWith(
                    "password passphrase passcode",
                    "(?i)\\b(?:password|passphrase|passcode)\\s[\"'“]([^\\s\"'”]{4,200}+)[\"'”]"),
            contains("password", "^\\s{0,20}password\\s{1,9}([^\\s\"']{4,200}+)$"));

    // chpasswd: {list: "root:hunter2\nuser:x", expire: false}
    private static final KeywordPatterns.Rule LIST_IN_LINE = startsWith("chpasswd", "\\bchpasswd\\b.{0,80}?\\blist\\b");

    private static final Pattern OF_LIST = Pattern.compile(
            "(?:\\\\n|[\"'\\[,])\\s{0,4}[\"']?([a-z_][\\w.-]{0,31}+):(?!R(?:ANDOM)?\\b)([^\\s\"'\\\\,\\]:]{1,200}+)");

    private SecretCommands() {}

    static List<KeywordPatterns.Rule> rules() {
        List<KeywordPatterns.Rule> rules = new ArrayList<>();
        COMMANDS.forEach(command -> rules.add(command.then(SecretCommands::command)));
        SENTENCES.forEach(sentence -> rules.add(sentence.then(SecretCommands::sentence)));
        rules.add(DOCKER_AUTH);
        rules.add(LIST_IN_LINE.then(SecretCommands::list));
        return rules;
    }

    private static void list(String line, Matcher list, Cuts cuts) {
        Matcher entry = OF_LIST.matcher(line);
        while (entry.find()) {
            cuts.add(entry.start(2), entry.end(2));
        }
    }

    private static void sentence(String line, Matcher sentence, Cuts cuts) {
        int from = sentence.start(1);
        int end = sentence.end(1);
        while (end > from + 4 && ".,;:)".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        String word = line.substring(from, end);
        if (ValueWords.isStrong(word) && !ValueWords.isOrdinary(word, Kind.TOKEN)) {
            cuts.add(from, end);
        }
    }

    private static void command(String line, Matcher command, Cuts cuts) {
        int from = command.start(1);
        int to = command.end(1);
        char first = line.charAt(from);
        boolean quoted = to - from > 2 && (first == '"' || first == '\'') && line.charAt(to - 1) == first;
        int start = quoted ? from + 1 : from;
        int end = quoted ? to - 1 : to;
        String word = line.substring(start, end);
        if (!word.startsWith("-") && !ValueWords.isOrdinary(word, Kind.PASSWORD) && !ValueWords.isProse(word)) {
            cuts.add(start, end);
        }
    }
}
