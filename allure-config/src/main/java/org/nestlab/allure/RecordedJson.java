package org.nestlab.allure;

import com.fasterxml.jackson.databind.json.JsonMapper;

/** The mapper for the JSON that listeners record. */
final class RecordedJson {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RecordedJson() {}
}
