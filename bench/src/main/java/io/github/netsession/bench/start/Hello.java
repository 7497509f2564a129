package io.github.netsession.bench.start;

/** Prints a word: what a JVM costs. */
public final class Hello {

    private Hello() {
    }

    /**
     * Runs.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
