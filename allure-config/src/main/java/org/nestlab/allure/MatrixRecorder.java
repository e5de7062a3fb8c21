package org.nestlab.allure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.qameta.allure.Allure;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import org.apiguardian.api.API;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;
import org.nestlab.spi.MatrixLayout;

/**
 * Writes the layout of every matrix to Allure's results folder before its first cell runs, so the report also shows
 * cells that never ran. Registered under {@code META-INF/services}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MatrixRecorder implements LabListener {

    /** The end of the files' names; Allure does not read such files as results. */
    public static final String SUFFIX = "-nestlab-matrix.json";

    /** The label of a test's result that names the owner of the matrix, as in the layout. */
    public static final String OWNER = "matrix";

    /** The label of a test's result that names the lab of its cell. */
    public static final String CELL = "cell";

    @Override
    public void on(LabEvent event) {}

    @Override
    public void matrix(MatrixLayout layout) {
        try {
            byte[] text = RecordedJson.MAPPER.writeValueAsBytes(StoredMatrix.of(layout));
            Allure.getLifecycle().writeAttachment(UUID.randomUUID() + SUFFIX, new ByteArrayInputStream(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the layout of a matrix is not valid JSON: " + layout.owner(), e);
        }
    }
}
