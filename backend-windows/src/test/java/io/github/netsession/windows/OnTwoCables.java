package io.github.netsession.windows;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Two cables for all tests of a class; a fresh world and a library on them for each, and that nothing is left of those. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnTwoCables {

    World world;
    Library library;
    private final TwoCables cables;

    OnTwoCables(String name) {
        cables = new TwoCables(name);
    }

    /** What is there before the library opens. */
    void prepare() {
        world.add(WifiBed.HINT);
    }

    @BeforeEach
    final void openOnTwoCables() {
        cables.setRight();
        world = World.fresh();
        prepare();
        library = new Library();
    }

    @AfterEach
    final void nothingIsLeft() {
        library.close();
        world.change(lines -> List.of());
        StandIns.assertNothingIsLeft();
    }

    @AfterAll
    final void clean() {
        cables.remove();
    }
}
