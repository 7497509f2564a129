package io.github.netsession.engine.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of the session machine, in session-machine.txt. */
final class MachineTable {

    private static final int WIDTH = 150;
    private static final String BETWEEN_INPUTS = "; ";

    /**
     * A row of the table.
     *
     * @param situation the name of the situation
     * @param input the name of the input
     * @param outcome what the session makes of it
     */
    record Row(String situation, String input, String outcome) {

        String pair() {
            return situation + ": " + input;
        }
    }

    private MachineTable() {
    }

    /** Reads the rows. A line that begins with # is a comment; an indented line lists inputs and their outcome; each other line is a situation. */
    static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        String situation = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("  ")) {
                int colon = line.indexOf(": ");
                for (String input : line.substring(2, colon).split(BETWEEN_INPUTS)) {
                    rows.add(new Row(situation, input, line.substring(colon + 2)));
                }
            } else if (!line.startsWith("#")) {
                situation = line;
            }
        }
        return List.copyOf(rows);
    }

    private static String text() {
        try (InputStream text = MachineTable.class.getResourceAsStream("session-machine.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns what a session makes of an input. */
    static String outcome(Situation situation, TableInput input) {
        SessionModel model = input.modelIn(situation);
        FakeView view = input.viewIn(situation);
        Step step = SessionMachine.step(model, input.input().apply(situation), view);
        StepRules.check(model, view, step);
        return StepText.of(model, step, view.nowNanos());
    }

    /** Returns the lines of a situation as they are now: after a change, read them, and write them into the table. */
    static List<String> lines(Situation situation) {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        for (TableInput input : TableInput.all()) {
            if (input.isFor(situation)) {
                inputs.computeIfAbsent(outcome(situation, input), outcome -> new ArrayList<>()).add(input.name());
            }
        }
        List<String> nothing = inputs.remove(StepText.NOTHING);
        List<String> lines = new ArrayList<>(List.of(situation.name()));
        inputs.forEach((outcome, names) -> lines.addAll(wrapped(names, outcome)));
        if (nothing != null) {
            lines.addAll(wrapped(nothing, StepText.NOTHING));
        }
        return lines;
    }

    private static List<String> wrapped(List<String> names, String outcome) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String name : names) {
            if (line.length() > 0 && line.length() + name.length() + outcome.length() > WIDTH) {
                lines.add("  " + line + ": " + outcome);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : BETWEEN_INPUTS).append(name);
        }
        lines.add("  " + line + ": " + outcome);
        return lines;
    }
}
