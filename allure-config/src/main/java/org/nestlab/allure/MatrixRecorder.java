package org.nestlab.allure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qameta.allure.Allure;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import org.apiguardian.api.API;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;
import org.nestlab.spi.MatrixLayout;

/**
 * Leaves the layout of every matrix in Allure's results folder before its first cell is run, so that the report shows
 * also the cells that a run never came to. Registered under {@code META-INF/services}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MatrixRecorder implements LabListener {

    /** How the names of the files end; no reader of Allure's takes them for results. */
    public static final String SUFFIX = "-nestlab-matrix.json";

    /** The label of a test's result that names whose matrix it is of, as the layout does. */
    public static final String OWNER = "matrix";

    /** The label that names the lab of its cell. */
    public static final String CELL = "cell";

    @Override
    public void on(LabEvent event) {}

    @Override
    public void matrix(MatrixLayout layout) {
        try {
            byte[] text = new ObjectMapper().writeValueAsBytes(StoredMatrix.of(layout));
            Allure.getLifecycle().writeAttachment(UUID.randomUUID() + SUFFIX, new ByteArrayInputStream(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the layout of a matrix is not valid JSON: " + layout.owner(), e);
        }
    }
}
