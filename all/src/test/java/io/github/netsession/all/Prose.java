package io.github.netsession.all;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prose of a Java source: its comments and string literals. Everything else is masked, so that offsets and line breaks are those of the
 * source and a phrase can be found over a line break, but not over code.
 */
final class Prose {

    private static final char MASK = '\u2026';
    private static final Pattern TOKEN = Pattern.compile(
        "\"\"\"(?:[^\"\\\\]++|\\\\.|\"(?!\"\"))*+\"\"\"|\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)[^']*+'|//[^\n]*+|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CONCATENATION = Pattern.compile("\\s*\\+\\s*");
    private static final Pattern MARGIN = Pattern.compile("(?<=\n)[ \t]*\\*(?!/)|^//+");
    private static final Pattern INLINE_CODE = Pattern.compile("\\{@(?:code|literal|value|snippet)\\b");
    /** What is no sentence: delimiters, tags with the name that follows them, the target of a link, and HTML. */
    private static final Pattern MARKUP = Pattern.compile("^/\\*+|\\*/$|\\{@link(?:plain)?\\s+[^\\s}(]+(?:\\([^)]*\\))?|\\{@\\w+"
        + "|@(?:param|throws|uses|provides|see)\\s+\\S+|@\\w+|</?\\w[^>]*>|&\\w+;");

    private Prose() {
    }

    static String of(String source) {
        StringBuilder prose = new StringBuilder(source);
        Matcher token = TOKEN.matcher(source);
        int end = 0;
        boolean afterString = false;
        while (token.find()) {
            boolean isString = token.group().startsWith("\"");
            if (isString && afterString && CONCATENATION.matcher(source.substring(end, token.start())).matches()) {
                fill(prose, end - 1, token.start(), ' ');
                fill(prose, token.start(), token.end(), string(token.group()));
                prose.setCharAt(token.start(), ' ');
            } else {
                fill(prose, end, token.start(), MASK);
                fill(prose, token.start(), token.end(), isString ? string(token.group()) : token.group().startsWith("'") ? "" : comment(token.group()));
            }
            afterString = isString;
            end = token.end();
        }
        fill(prose, end, source.length(), MASK);
        return prose.toString();
    }

    private static String string(String literal) {
        int quotes = literal.startsWith("\"\"\"") ? 3 : 1;
        StringBuilder text = new StringBuilder(literal);
        fill(text, 0, quotes, MASK);
        fill(text, literal.length() - quotes, literal.length(), MASK);
        maskAll(text, Pattern.compile("\\\\.", Pattern.DOTALL), ' ');
        return text.toString();
    }

    private static String comment(String comment) {
        StringBuilder text = new StringBuilder(comment);
        Matcher code = INLINE_CODE.matcher(comment);
        int from = 0;
        while (code.find(from)) {
            from = closing(comment, code.start());
            fill(text, code.start(), from, MASK);
        }
        maskAll(text, MARGIN, ' ');
        maskAll(text, MARKUP, MASK);
        return text.toString();
    }

    /** Returns the offset behind the brace that closes the one at the offset. */
    private static int closing(String text, int opening) {
        int depth = 0;
        for (int i = opening; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static void maskAll(StringBuilder text, Pattern pattern, char mask) {
        Matcher found = pattern.matcher(text.toString());
        while (found.find()) {
            fill(text, found.start(), found.end(), mask);
        }
    }

    /** Replaces a range, in which white space stays as it is. */
    private static void fill(StringBuilder text, int from, int to, char mask) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                text.setCharAt(i, mask);
            }
        }
    }

    private static void fill(StringBuilder text, int from, int to, String content) {
        if (content.isEmpty()) {
            fill(text, from, to, MASK);
        } else {
            text.replace(from, to, content);
        }
    }
}
