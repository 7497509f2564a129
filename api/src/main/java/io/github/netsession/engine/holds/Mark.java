package io.github.netsession.engine.holds;

import java.nio.file.attribute.FileTime;

/**
 * A moment in the records of the registry.
 *
 * @param number the number of the last start or stop before it
 * @param placeChanged when a process had last created or deleted a directory of holds: with the directory, its records of stops are deleted
 */
record Mark(long number, FileTime placeChanged) {

    /** Before every start and stop, and before there was any directory. */
    static final Mark FIRST = new Mark(0, FileTime.fromMillis(0));

    // By hand, as hashCode(): each reading compares marks, and the generated methods go through method handles, which are slow while cold.
    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof Mark other && number == other.number && placeChanged.equals(other.placeChanged);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
