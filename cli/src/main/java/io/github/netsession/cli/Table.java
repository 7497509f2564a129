package io.github.netsession.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text. Cells are made safe here, so that no command can forget it. */
final class Table {

    private static final String GAP = "  ";

    private final String[] heads;
    private final boolean[] isRight;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * A table with these columns.
     *
     * @param heads the heads; one that begins with {@code >} makes its column right-aligned
     */
    Table(String... heads) {
        this.heads = new String[heads.length];
        this.isRight = new boolean[heads.length];
        for (int i = 0; i < heads.length; i++) {
            isRight[i] = heads[i].startsWith(">");
            this.heads[i] = isRight[i] ? heads[i].substring(1) : heads[i];
        }
    }

    /** Adds a row; an empty cell is shown as a dash. */
    Table row(String... cells) {
        if (cells.length != heads.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + heads.length + " columns");
        }
        rows.add(Arrays.stream(cells).map(cell -> cell.isEmpty() ? "-" : Text.safe(cell)).toArray(String[]::new));
        return this;
    }

    /** The lines, the heads first, without blanks at their ends. */
    List<String> lines() {
        int[] widths = new int[heads.length];
        List<String[]> all = new ArrayList<>(rows);
        all.add(0, heads);
        for (String[] row : all) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], Columns.of(row[i]));
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String blanks = " ".repeat(widths[i] - Columns.of(row[i]));
            line.append(i == 0 ? "" : GAP).append(isRight[i] ? blanks + row[i] : row[i] + blanks);
        }
        return line.toString().stripTrailing();
    }
}
