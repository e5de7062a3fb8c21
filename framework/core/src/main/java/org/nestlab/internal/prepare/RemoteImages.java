package org.nestlab.internal.prepare;

import java.util.Optional;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.plan.ImageFiles;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Host;
import org.nestlab.spec.ImageSpec;

/** Finds the embedded image on a host that is reached over SSH: in the folder in which it would be here. */
public final class RemoteImages {

    private RemoteImages() {}

    public static ImageFiles find(ImageStore store, ImageSpec spec, Host host) {
        if (!(spec instanceof ImageSpec.Embedded embedded)) {
            throw new LabConfigurationException(
                    "%s is reached over SSH, and there only the embedded image can be used: run on the host itself for %s"
                            .formatted(host.label(), spec));
        }
        String folder = store.folderOf(embedded).toString();
        CommandResult commandLine = host.run(Command.of("cat", folder + "/cmdline"));
        if (!commandLine.succeeded()) {
            throw new HostNotCapableException(
                    "%s: the image %s is not there: run `nestlab image build` on that host, or copy the folder to it"
                            .formatted(host.label(), folder));
        }
        ImageFiles files = store.locate(spec);
        ImageFiles.Kernel kernel = files.kernel().orElseThrow();
        return new ImageFiles(
                files.id(),
                files.disk(),
                files.format(),
                Optional.of(new ImageFiles.Kernel(kernel.kernel(), kernel.initrd(), commandLine.text())),
                files.user(),
                files.privateKey());
    }
}
