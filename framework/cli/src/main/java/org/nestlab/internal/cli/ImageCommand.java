package org.nestlab.internal.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabConfigurationException;
import org.nestlab.internal.container.Containers;
import org.nestlab.internal.image.ImageStore;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.HypervisorSpec;
import org.nestlab.spec.HypervisorSpec.Release;
import org.nestlab.spec.ImageSpec;
import org.nestlab.spec.ImageSpec.FileSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nestlab image}: the image that Nestlab builds. */
@Command(
        name = "image",
        description = "Builds the guest image, lists the images, or prints the path of the image.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:the image does not exist, or cannot be built", "2:usage error"},
        footerHeading = "%nExample:%n",
        footer = "  nestlab image build")
final class ImageCommand extends PrintingCommand implements Callable<Integer> {

    private final Containers containers;

    ImageCommand() {
        this(Containers.ofHost());
    }

    ImageCommand(Containers containers) {
        this.containers = containers;
    }

    /** What is done with it. */
    enum Action {
        BUILD,
        LIST,
        PATH
    }

    @Parameters(paramLabel = "ACTION", description = "build, list or path.")
    private Action action = Action.LIST;

    @Option(
            names = "--fs",
            paramLabel = "FS",
            defaultValue = "ext4",
            description = "Its file system, ext4 or btrfs; default: ${DEFAULT-VALUE}.")
    private FileSystem fileSystem = FileSystem.EXT4;

    @Option(
            names = "--hypervisor",
            paramLabel = "RELEASE",
            description =
                    "Builds the container image of this Debian release's QEMU and libvirt instead: ${COMPLETION-CANDIDATES}.")
    private @Nullable Release hypervisor;

    @Override
    public Integer call() {
        if (hypervisor != null && action != Action.BUILD) {
            throw new LabConfigurationException(
                    "--hypervisor is for `image build`: Docker has the images of containers, and `docker images` lists them");
        }
        Settings settings = Settings.fromSystemProperties();
        ImageStore store = new ImageStore(settings.imageDir());
        ImageSpec.Embedded image = new ImageSpec.Embedded(fileSystem);
        return switch (action) {
            case LIST -> {
                DoctorImageCache cache = DoctorImageCache.of(settings.imageDir());
                cache.images()
                        .forEach(name -> print(cache.folder().resolve(name).toString()));
                yield ExitStatus.READY;
            }
            case PATH -> {
                print(store.folderOf(image).toString());
                yield store.isBuilt(image) ? ExitStatus.READY : ExitStatus.NOT_READY;
            }
            case BUILD -> {
                if (hypervisor != null) {
                    print(containers.image(HypervisorSpec.debian(hypervisor), settings.imageDir(), this::print));
                    yield ExitStatus.READY;
                }
                store.ensure(image, this::print);
                print(store.folderOf(image).toString());
                yield ExitStatus.READY;
            }
        };
    }
}
