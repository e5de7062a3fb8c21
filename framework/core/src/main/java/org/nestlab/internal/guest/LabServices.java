package org.nestlab.internal.guest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.nestlab.internal.console.Signatures;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.ssh.LabKeys;

/**
 * What every part of bringing one lab up shares.
 *
 * @param owner the state folder's UUID
 * @param barrier what creates passes through it, and nothing does once the lab is being taken down
 * @param key logs in to every guest of this lab and to nothing else; in memory only
 * @param output where consoles are written on the machine that runs the tests
 * @param signatures what consoles are watched for
 * @param keepsNothing whether the lab goes with its JVM in any case
 * @param startTimeout for the first boot of one guest
 * @param bootTimeout for every later one
 */
public record LabServices(
        LabId id,
        UUID owner,
        Journal journal,
        CreationBarrier barrier,
        Steps steps,
        LabKeys key,
        Sites sites,
        Path output,
        Signatures signatures,
        boolean keepsNothing,
        Duration startTimeout,
        Duration bootTimeout) {}
