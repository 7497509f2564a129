package io.github.netsession.macos;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A story of a backend on the {@link Machine}, after which nothing is left of it. */
abstract class MachineStory {

    @BeforeEach
    final void begin() {
        Machine.begin();
    }

    @AfterEach
    final void nothingIsLeft() {
        Machine.begin();
        Machine.nothingIsLeft();
    }
}
