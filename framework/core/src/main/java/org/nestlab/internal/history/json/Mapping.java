package org.nestlab.internal.history.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.nestlab.experiment.LevelPair;
import org.nestlab.verdict.Threshold;
import org.nestlab.verdict.Verdict;

/**
 * How the values of an experiment, and other evidence, are written, without a word about it in the values themselves.
 */
public final class Mapping {

    private Mapping() {}

    /** ASCII alone, so that no character, nor half of one, is refused by a database or a console. */
    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addMixIn(Threshold.class, Thresholds.class)
                .addMixIn(Verdict.class, Verdicts.class)
                .addModule(texts())
                .build();
    }

    private static SimpleModule texts() {
        SimpleModule module = new SimpleModule();
        text(module, Instant.class, Instant::parse);
        text(module, Duration.class, Duration::parse);
        text(module, LevelPair.class, LevelPair::parse);
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, new ToStringSerializer(type));
        module.addDeserializer(type, new Text<>(type, parse));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Threshold.AtLeast.class, name = "at least"),
        @JsonSubTypes.Type(value = Threshold.NoWorse.class, name = "no worse")
    })
    private interface Thresholds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Verdict.Within.class, name = "within"),
        @JsonSubTypes.Type(value = Verdict.Exceeded.class, name = "exceeded"),
        @JsonSubTypes.Type(value = Verdict.Inconclusive.class, name = "inconclusive"),
        @JsonSubTypes.Type(value = Verdict.Invalid.class, name = "invalid")
    })
    private interface Verdicts {}

    private static final class Text<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;

        private final transient Function<String, T> parse;

        Text(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            try {
                return parse.apply(text);
            } catch (RuntimeException e) {
                throw context.weirdStringException(text, handledType(), String.valueOf(e.getMessage()));
            }
        }
    }
}
