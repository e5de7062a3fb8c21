package org.nestlab.workload;

import java.time.Duration;
import org.nestlab.LabConfigurationException;

/**
 * One run of fio as a job file.
 *
 * @param rw for example {@code randread}
 * @param blockSize in bytes
 * @param jobs how many run at once
 * @param depth in flight in each
 * @param path of the scratch disk
 * @param bytes its size
 * @param cpus that may be used, for example {@code 0-1}
 * @param time of the run
 */
record FioJob(
        String name,
        String rw,
        int blockSize,
        int jobs,
        int depth,
        String path,
        long bytes,
        String cpus,
        Duration time) {

    /** The disk's name is kept to what fio gives no meaning of its own, like its list separator. */
    FioJob {
        if (!path.matches("/[A-Za-z0-9/._+-]+")) {
            throw new LabConfigurationException(
                    "fio cannot be given the scratch disk '%s'; expected a path of letters, digits and / . _ + -"
                            .formatted(path));
        }
    }

    /** Whether it reads; it writes otherwise. */
    boolean reads() {
        return rw.endsWith("read");
    }

    /**
     * The length of a window of the log in ms: some twenty windows, none shorter than fio can keep to on a slow CPU.
     */
    int stepMillis() {
        return (int) Math.max(50, Math.min(500, time.toMillis() / 20));
    }

    String text() {
        // One job is left to the scheduler: cpus_allowed_policy=split would nail it to the first CPU.
        String split = jobs == 1 ? "" : "cpus_allowed=%s%ncpus_allowed_policy=split%n".formatted(cpus);
        return """
                [global]
                ioengine=libaio
                direct=1
                bs=%d
                iodepth=%d
                numjobs=%d
                %sfilename=%s
                size=%d
                allow_file_create=0
                time_based=1
                runtime=%dms
                randrepeat=0
                norandommap=1
                refill_buffers=1
                group_reporting=1
                percentile_list=50:99:99.9
                log_avg_msec=%d
                write_iops_log=iops
                per_job_logs=0
                [%s]
                rw=%s
                """.formatted(blockSize, depth, jobs, split, path, bytes, time.toMillis(), stepMillis(), name, rw);
    }
}
