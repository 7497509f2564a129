package io.github.netsession.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * One JSON object in one line. It is pure ASCII, so that it is the same in every locale and nothing in it can steer a terminal.
 */
final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {
    }

    /** What stands between the braces. */
    @FunctionalInterface
    interface Body {

        /**
         * Writes the fields.
         *
         * @param json where to
         * @throws IOException never here: the target is memory
         */
        void write(JsonGenerator json) throws IOException;
    }

    /** The object, without a line break. */
    static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A text, or null where there is none. */
    static void optional(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        } else {
            json.writeNullField(field);
        }
    }

    /** A number, or null where it is not known. */
    static void number(JsonGenerator json, String field, Optional<Long> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(field, value.get());
        } else {
            json.writeNullField(field);
        }
    }

    /** An enum's member by its Java name. */
    static void member(JsonGenerator json, String field, Enum<?> member) throws IOException {
        json.writeStringField(field, member.name());
    }

    /** A time in seconds, to the millisecond; whole seconds without a fraction. */
    static void seconds(JsonGenerator json, String field, Duration time) throws IOException {
        BigDecimal seconds = BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros();
        json.writeFieldName(field);
        json.writeNumber(seconds.scale() < 0 ? seconds.setScale(0, RoundingMode.UNNECESSARY) : seconds);
    }
}
