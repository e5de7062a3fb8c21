package org.nestlab.spi;

import static org.nestlab.spi.KeywordPatterns.contains;
import static org.nestlab.spi.KeywordPatterns.startsWith;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets that are recognised by their shape, in any context. */
final class SecretShapes {

    /**
     * Each with the secret as its first group; what may repeat is possessive, so that a character is looked at a
     * bounded number of times.
     */
    private static final List<KeywordPatterns.Rule> SHAPES = List.of(
            // what GitHub, GitLab, Slack, Stripe, npm, PyPI, Docker, Vault, DigitalOcean, Hugging Face, Shopify,
            // Tailscale hand out
            startsWith(
                    "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- gldt- glrt- glcbt- glptt- gloas- glsoat- glft- glimt-"
                            + " glagent- glffct- xox xapp- sk_live_ sk_test_ rk_live_ rk_test_ whsec_ sk- npm_ pypi- dckr_"
                            + " hvs. hvb. hvr. doo_v1_ dop_v1_ dor_v1_ hf_ shpat_ shpca_ shppa_ shpss_ tskey- ya29. aiza sg."
                            + " age-secret-key-1 akia asia agpa aida aroa anpa swmtkn-1- k10 aq",
                    "(?<![A-Za-z0-9])((?:gh[pousr]_[A-Za-z0-9]{16,255}+|github_pat_[A-Za-z0-9_]{16,255}+"
                            + "|gl(?:pat|dt|rt|cbt|ptt|oas|soat|ft|imt|agent|ffct)-[A-Za-z0-9_.-]{16,255}+|xox[a-z]-[A-Za-z0-9-]{10,255}+"
                            + "|xapp-[A-Za-z0-9-]{10,255}+|[rs]k_(?:live|test)_[A-Za-z0-9]{10,255}+|whsec_[A-Za-z0-9+/]{16,255}+"
                            + "|sk-[A-Za-z0-9_-]{20,255}+|npm_[A-Za-z0-9]{30,255}+|pypi-[A-Za-z0-9_-]{30,255}+|dckr_(?:pat|oat)_[A-Za-z0-9_-]{16,255}+"
                            + "|hv[sbr]\\.[A-Za-z0-9_-]{20,512}+|do[opr]_v1_[a-f0-9]{32,255}+|hf_[A-Za-z0-9]{20,255}+|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,255}+"
                            + "|tskey-[A-Za-z0-9-]{10,255}+|ya29\\.[A-Za-z0-9_-]{20,2048}+|AIza[A-Za-z0-9_-]{30,60}+"
                            + "|SG\\.[A-Za-z0-9_-]{16,64}+\\.[A-Za-z0-9_-]{16,128}+|AGE-SECRET-KEY-1[A-Z0-9]{20,100}+"
                            + "|(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[A-Z0-9]{16}(?![A-Za-z0-9])"
                            + "|SWMTKN-1-[a-z0-9]{20,100}+-[a-z0-9]{10,100}+|K10[0-9a-f]{32,128}+::[A-Za-z0-9_-]{1,60}+:[A-Za-z0-9._-]{8,200}+"
                            + "|AQ[A-Za-z0-9+/]{36}==))"),
            // eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl
            startsWith("eyj", "(?<![A-Za-z0-9])(eyJ[A-Za-z0-9_-]{10,8192}+(?:\\.[A-Za-z0-9_-]{0,8192}+){1,4}+)"),
            // https://hooks.slack.com/services/T0/B0/xyz
            startsWith("hooks.slack.com/", "hooks\\.slack\\.com/(?:services|workflows)/([A-Za-z0-9_/-]{10,200}+)"),
            startsWith("discord", "discord(?:app)?\\.com/api/webhooks/([A-Za-z0-9_/-]{10,200}+)"),
            contains(":aa", "(?<![0-9])([0-9]{8,10}:AA[A-Za-z0-9_-]{30,40}+)"),
            // postgresql://nestlab:hunter2@host/db · iscsi://user%pass@host/target
            startsWith(
                    "://", "(?<=\\b[a-zA-Z][a-zA-Z0-9+.-]{0,20})://[^\\s/:@\"'<>%]{0,80}+[:%]([^\\s/\"'<>]{1,200})@"),
            // https://ghp_… without a colon: a token alone as user
            startsWith("http:// https://", "\\bhttps?://([A-Za-z0-9_-]{24,200}+)@"),
            // ?X-Amz-Signature=… &sig=…
            contains(
                    "sig= signature= code= auth= accesskey= access_key= subscription-key=",
                    "(?i)[?&;](?:[a-z]{1,10}-[a-z]{1,10}-)?(?:sig|signature|code|auth|access_?key|subscription-key)=([^\\s&;\"'<>#]{8,2048}+)"),
            // Bearer abcdefghijkl…
            startsWith("bearer", "(?i)\\bbearer[ \\t]{1,3}+([A-Za-z0-9._~+/-]{16,8192}+={0,2})"),
            // root:$6$salt$hash:19000:0:99999:7::: · \$6\$ of a shell
            startsWith(
                    "$1 $2 $5 $6 $7 $y $gy $apr1 $sha1 $sm3 $p $h $argon2 $pbkdf2-sha $scrypt $md5"
                            + " \\$1 \\$2 \\$5 \\$6 \\$7 \\$y \\$gy \\$apr1 \\$sha1 \\$sm3 \\$p \\$h \\$argon2 \\$pbkdf2-sha \\$scrypt \\$md5",
                    "(\\\\?\\$(?:1|2[abxy]|5|6|7|y|gy|apr1|sha1|sm3|P|H|argon2(?:id|i|d)|pbkdf2-sha\\d{1,3}|scrypt|md5)\\\\?[$,](?:\\\\(?=[$/])|[./A-Za-z0-9$=,+-]){8,400}+)"),
            startsWith(
                    "{ssha {sha {smd5 {md5 {crypt",
                    "(\\{(?:SSHA|SHA|SMD5|MD5|CRYPT|SSHA256|SSHA512)\\}[A-Za-z0-9+/=.$]{8,300}+)"),
            startsWith(
                    "grub.pbkdf2.sha512.",
                    "(grub\\.pbkdf2\\.sha512\\.[0-9]{1,9}+\\.[0-9A-F]{16,2000}+(?:\\.[0-9A-F]{16,2000}+)?)"),
            // root:abJnggxhB/yWI:19000:0:99999:7:::
            contains(
                    ":",
                    "^[a-z_][a-z0-9_.-]{0,31}+:[!*]{0,2}([./A-Za-z0-9]{13}|_[./A-Za-z0-9]{19}):[0-9]{0,6}:[0-9]{0,6}:[0-9]{0,6}:"));

    // abcdef.0123456789abcdef of kubeadm: with a digit in its second half
    private static final Pattern CLUSTER_TOKEN =
            Pattern.compile("(?<![A-Za-z0-9.])[a-z0-9]{6}\\.(?=[a-z]{0,15}+[0-9])[a-z0-9]{16}(?![A-Za-z0-9.])");
    private static final int DOT_OF_TOKEN = 6;
    private static final int LENGTH_OF_TOKEN = 23;

    // postgresql://nestlab:hunter2 where a text was cut before the at sign
    private static final Pattern CUT = Pattern.compile(
            "\\b[a-zA-Z][a-zA-Z0-9+.-]{0,20}+://[^\\s/:@\"'<>%]{1,80}+:([0-9]{0,9}+[^\\s/@\"'<>0-9,\\[\\]{}()$*%.;:][^\\s/@\"'<>,:]{1,200})$");

    private SecretShapes() {}

    /** Leaves out what is the beginning of a secret, in the last line of a text. */
    static void findCut(String line, Cuts cuts) {
        Matcher cut = CUT.matcher(line);
        if (cut.find()) {
            cuts.add(cut.start(1), cut.end(1));
        }
    }

    static List<KeywordPatterns.Rule> rules() {
        return SHAPES;
    }

    /** Looks around each dot that is alone: nearly every line of a log has one, and hardly any has a token. */
    static void clusterTokens(String line, Cuts cuts) {
        Matcher token = CLUSTER_TOKEN.matcher(line).useTransparentBounds(true);
        for (int dot = line.indexOf('.', DOT_OF_TOKEN); dot >= 0; dot = line.indexOf('.', dot + 1)) {
            int from = dot - DOT_OF_TOKEN;
            if (from + LENGTH_OF_TOKEN <= line.length()
                    && isOfToken(line.charAt(from))
                    && isOfToken(line.charAt(from + LENGTH_OF_TOKEN - 1))
                    && token.region(from, line.length()).lookingAt()) {
                cuts.add(from, token.end());
            }
        }
    }

    private static boolean isOfToken(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
