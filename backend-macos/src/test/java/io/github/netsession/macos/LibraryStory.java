package io.github.netsession.macos;

import org.junit.jupiter.api.AfterEach;

/** A story of the library on the stand-ins, after which nothing is left of it. */
abstract class LibraryStory {

    /** Opened by the test. */
    StandInLibrary library;

    @AfterEach
    final void nothingIsLeft() {
        if (library != null) {
            library.close();
        }
        StandInLibrary.nothingIsLeft();
    }
}
