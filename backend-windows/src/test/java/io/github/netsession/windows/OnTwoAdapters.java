package io.github.netsession.windows;

import static io.github.netsession.windows.WifiScene.HOME;
import static io.github.netsession.windows.WifiScene.id;

import io.github.netsession.ConfigurationState;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Two cables for all tests of a class; two Wi-Fi adapters on them and a library for each, and that nothing is left of those. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnTwoAdapters {

    WifiScene scene;
    Library library;
    private final String name;
    private final TwoCables cables;

    OnTwoAdapters(String name) {
        this.name = name;
        cables = new TwoCables(name);
    }

    @BeforeAll
    final void layTwoCables() {
        cables.setRight();
    }

    @BeforeEach
    final void openOnTwoAdapters() {
        scene = new WifiScene(name);
        library = new Library();
        library.awaitState(id(1, HOME), ConfigurationState.DISCOVERED);
    }

    @AfterEach
    final void nothingIsLeft() {
        library.close();
        scene.world.change(lines -> List.of());
        StandIns.assertNothingIsLeft();
    }

    @AfterAll
    final void clean() {
        cables.remove();
    }
}
