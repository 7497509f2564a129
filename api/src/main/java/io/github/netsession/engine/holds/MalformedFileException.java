package io.github.netsession.engine.holds;

import java.io.IOException;

/** The content of a file is not what this library writes. Any other failure to read a file may be transient and proves nothing about the content. */
final class MalformedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedFileException(String message) {
        super(message);
    }

    MalformedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
