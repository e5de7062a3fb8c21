package org.nestlab.internal.text;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Jackson's mapper with default settings, and the same with indentation. */
public final class Json {

    /** On one line. Not to be configured: it is everybody's. */
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Over several lines, for people, too. */
    public static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}
}
