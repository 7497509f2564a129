package io.github.netsession.engine.holds.shared;

import java.io.IOException;

/** Thrown if a file has content that this library does not write. Other read failures may be transient and prove nothing about the content. */
final class MalformedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedFileException(String message) {
        super(message);
    }

    MalformedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
