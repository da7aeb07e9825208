package io.fusebox.agent.cli.replay;

import io.fusebox.agent.replay.CallLog;
import io.fusebox.agent.replay.Figures;
import io.fusebox.agent.replay.Opening;
import io.fusebox.agent.replay.Replay;
import io.fusebox.agent.text.TerminalText;
import java.util.List;
import java.util.Locale;

/**
 * A drawing of the calls, the errors and the openings of breakers over time, as SVG: for each breaker a chart of calls with their
 * errors, and below it one band for each of two settings that shows when the breaker would have been OPEN.
 */
final class Picture {
    private static final int WIDTH = 1000;
    private static final int LEFT = 150;
    private static final int RIGHT = 20;
    private static final int CHART = 120;
    private static final int BAND = 18;
    private static final int GAP = 6;
    private static final int HEAD = 34;
    private static final int FOOT = 44;
    private static final int SLOTS = 166;
    private static final int LONGEST = 120;

    /** Hours, minutes and seconds. */
    private static final int CLOCK = 8;

    private static final String STYLE =
            "text{font:12px system-ui,sans-serif;fill:#222}.t{font-weight:600;font-size:14px}"
                    + ".q{fill:#666}.c{fill:#9bb8d3}.e{fill:#c8402f}.o{fill:#e3a008}.b{fill:#eef1f4}.l{stroke:#c5ccd3}";

    private final StringBuilder svg = new StringBuilder(10_000);
    private int top;

    private Picture() {}

    /** The drawing of these breakers. */
    static String of(List<Subject> subjects) {
        Picture picture = new Picture();
        for (Subject subject : subjects) {
            if (!subject.isDoubtful() && subject.log().size() > 0) {
                picture.chart(subject);
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + ' ' + picture.top + "\" width=\""
                + WIDTH + "\" height=\"" + picture.top + "\" role=\"img\" aria-label=\"Calls, errors and openings\">\n"
                + "<style>" + STYLE + "</style>\n<rect width=\"" + WIDTH + "\" height=\"" + picture.top
                + "\" fill=\"#fff\"/>\n" + picture.svg + "</svg>\n";
    }

    private void chart(Subject subject) {
        CallLog log = subject.log();
        long begin = log.begin();
        long length = Math.max(1, log.end() - begin);
        text(LEFT, top + 20, "t", subject.label() + ": " + log.size() + " calls, " + log.errors() + " errors");
        legend();
        top += HEAD;
        bars(log, begin, length);
        top += CHART + GAP;
        if (subject.isChanged()) {
            band("as recorded", Replay.of(log, subject.recorded()), begin, length);
            band("what if", Replay.of(log, subject.asked()), begin, length);
        } else {
            band("as recorded", Replay.of(log, subject.asked()), begin, length);
        }
        axis(begin, length);
        top += FOOT;
    }

    private void legend() {
        int x = WIDTH - RIGHT - 230;
        String[][] entries = {{"c", "calls"}, {"e", "errors"}, {"o", "OPEN"}};
        for (String[] entry : entries) {
            rect(entry[0], x, top + 10, 12, 12, "");
            text(x + 17, top + 20, "", entry[1]);
            x += 80;
        }
    }

    private void bars(CallLog log, long begin, long length) {
        long[] calls = new long[SLOTS];
        long[] errors = new long[SLOTS];
        for (int i = 0; i < log.size(); i++) {
            int slot = (int) Math.min(SLOTS - 1, (log.endOf(i) - begin) * (double) SLOTS / length);
            calls[slot]++;
            errors[slot] += log.isError(i) ? 1 : 0;
        }
        long most = 1;
        for (long count : calls) {
            most = Math.max(most, count);
        }
        double width = (double) (WIDTH - LEFT - RIGHT) / SLOTS;
        rect("b", LEFT, top, WIDTH - LEFT - RIGHT, CHART, "");
        for (int i = 0; i < SLOTS; i++) {
            double x = LEFT + i * width;
            bar("c", x, width, calls[i], most);
            bar("e", x, width, errors[i], most);
        }
        double seconds = length / 1e9 / SLOTS;
        right(LEFT - 8, top + 12, "q", rate(most / seconds));
        right(LEFT - 8, top + CHART, "q", "0");
    }

    private static String rate(double callsPerSecond) {
        return String.format(Locale.ROOT, callsPerSecond < 10 ? "%.1f calls/s" : "%.0f calls/s", callsPerSecond);
    }

    private void bar(String type, double x, double width, long count, long most) {
        if (count > 0) {
            double height = Math.max(1, (double) count * CHART / most);
            rect(type, x, top + CHART - height, width - 0.5, height, "");
        }
    }

    private void band(String name, Replay replay, long begin, long length) {
        Figures figures = replay.figures();
        right(LEFT - 8, top + 13, "", name);
        rect("b", LEFT, top, WIDTH - LEFT - RIGHT, BAND, "");
        for (Opening opening : replay.openings()) {
            double scale = (double) (WIDTH - LEFT - RIGHT) / length;
            double x = LEFT + (opening.at() - begin) * scale;
            double width = Math.max(1.5, (opening.until() - opening.at()) * scale);
            rect(
                    "o",
                    x,
                    top,
                    width,
                    BAND,
                    Timeline.time(opening.at()) + ", OPEN for " + Timeline.duration(opening.until() - opening.at())
                            + ": " + opening.reason());
        }
        top += BAND + 2;
        text(
                LEFT,
                top + 12,
                "q",
                figures.openings() + " openings, " + figures.errorsLetThrough() + " errors let through, "
                        + figures.rejectedSuccesses() + " successes rejected");
        top += 18 + GAP;
    }

    private void axis(long begin, long length) {
        for (int i = 0; i <= 4; i++) {
            int x = LEFT + (WIDTH - LEFT - RIGHT) * i / 4;
            svg.append("<line class=\"l\" x1=\"")
                    .append(x)
                    .append("\" x2=\"")
                    .append(x)
                    .append("\" y1=\"");
            svg.append(top).append("\" y2=\"").append(top + 5).append("\"/>\n");
            String anchor = i == 0 ? "start" : i == 4 ? "end" : "middle";
            anchored(x, top + 18, "q", Timeline.time(begin + length * i / 4).substring(0, CLOCK), anchor);
        }
    }

    private void rect(String type, double x, double y, double width, double height, String title) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"",
                type,
                x,
                y,
                width,
                height));
        svg.append(title.isEmpty() ? "/>\n" : "><title>" + escaped(title) + "</title></rect>\n");
    }

    private void text(int x, int y, String type, String text) {
        anchored(x, y, type, text, "start");
    }

    private void right(int x, int y, String type, String text) {
        anchored(x, y, type, text, "end");
    }

    private void anchored(int x, int y, String type, String text, String anchor) {
        svg.append("<text class=\"")
                .append(type)
                .append("\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y);
        svg.append("\" text-anchor=\"")
                .append(anchor)
                .append("\">")
                .append(escaped(text))
                .append("</text>\n");
    }

    /** A key may hold anything. */
    static String escaped(String text) {
        String shown = TerminalText.of(text, LONGEST);
        return shown.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
