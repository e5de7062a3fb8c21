package org.nestlab.spi;

import org.apiguardian.api.API;

/**
 * Removes secrets from a text before it gets into a report. Every {@link LabEvent} has gone through it before a
 * listener hears of it; a listener that hands on other texts, as the messages of failures, puts them through it too.
 *
 * <ul>
 *   <li>private keys in the forms of PEM, OpenSSH, PGP and PuTTY, also those that were cut at either end
 *   <li>values of names that say so, for example {@code DB_PASSWORD}, {@code apiKey},
 *       {@code passwd.plaintext-password.root}, in shell, INI, YAML, JSON, XML, options of commands and URLs, and not
 *       those of {@code password_file} or {@code lock_passwd}
 *   <li>the password in {@code scheme://user:password@host}
 *   <li>password hashes of crypt(3), as {@code /etc/shadow} has them
 *   <li>{@code Authorization}, {@code Cookie} and {@code Set-Cookie} of HTTP
 *   <li>tokens that are known by their shape: JSON web tokens, those of code hosts, clouds and clusters
 *   <li>what cloud-init, installers, systemd, QEMU and well-known commands take or print as a password
 * </ul>
 *
 * <p>What stands around a secret stays as it is. A secret that no name or program announces, and whose shape is that of
 * any word, is not found.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Secrets {

    /** What stands where a secret was. */
    public static final String REMOVED = Cuts.REMOVED;

    private Secrets() {}

    /** The text without them; the same text where it holds none. */
    public static String removedFrom(String text) {
        return SecretText.removedFrom(PrivateKeys.removedFrom(text));
    }
}
