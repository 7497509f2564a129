package io.github.netsession.engine.calls;

/**
 * Waits without falling asleep, for about as long as it takes to fall asleep and to be woken: what is done by then has cost neither. With one
 * processor it would only keep others from their work.
 */
final class BriefWait {

    private static final long NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 50_000 : 0;

    private final long beginNanos = System.nanoTime();

    /** Returns whether it is still too early to fall asleep. */
    boolean goesOn() {
        Thread.onSpinWait();
        return System.nanoTime() - beginNanos < NANOS;
    }
}
