package io.github.netsession.engine.holds.shared;

/**
 * This process in a ledger. Its name has the process id, for which the JDK creates a thread pool, so it waits for the first use. Called in the
 * critical section only.
 */
final class Party {

    private String name = "";

    String name() {
        if (name.isEmpty()) {
            name = ProcessFileNames.create();
        }
        return name;
    }
}
