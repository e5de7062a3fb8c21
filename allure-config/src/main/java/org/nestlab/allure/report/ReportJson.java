package org.nestlab.allure.report;

import com.fasterxml.jackson.databind.json.JsonMapper;

/** The mapper for all JSON that the report reads and writes. */
final class ReportJson {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ReportJson() {}
}
