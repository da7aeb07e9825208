package io.fusebox.agent.jconsole;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;

/** Calls, errors and rejections a second of one breaker over the last minutes, and its states below as a band. */
final class RateChart extends JComponent {
    private static final long serialVersionUID = 1L;
    private static final long SPAN_NANOS = Past.MINUTES * 60_000_000_000L;
    private static final int BAND = 8;
    private static final int GAP = 6;
    private static final int SAMPLE = 24;

    /** The lines: told apart by their dashes, too. */
    private enum Line {
        /** Broad, so that it can be seen below another line. */
        CALLS(
                "calls/s",
                0x90a4ae,
                new BasicStroke(4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND),
                Past.Rates::calls),
        ERRORS("errors/s", 0xc62828, dashed(6, 3), Past.Rates::errors),
        REJECTIONS("rejected/s", 0xe65100, dashed(2, 3), Past.Rates::rejections);

        private final String label;
        private final int rgb;

        @SuppressWarnings("ImmutableEnumChecker") // strokes are immutable
        private final BasicStroke stroke;

        @SuppressWarnings("ImmutableEnumChecker") // they hold nothing
        private final ToDoubleFunction<Past.Rates> rate;

        Line(String label, int rgb, BasicStroke stroke, ToDoubleFunction<Past.Rates> rate) {
            this.label = label;
            this.rgb = rgb;
            this.stroke = stroke;
            this.rate = rate;
        }

        private static BasicStroke dashed(float on, float off) {
            return new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1f, new float[] {on, off}, 0f);
        }
    }

    private transient @Nullable Past past;

    RateChart() {
        setPreferredSize(new Dimension(420, 320));
        setMinimumSize(new Dimension(200, 120));
    }

    void show(@Nullable Past shown) {
        past = shown;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        if (past != null) {
            List<Past.Rates> rates = past.all();
            double top = top(rates);
            FontMetrics metrics = g.getFontMetrics();
            int left = Math.max(metrics.stringWidth(scale(top)), metrics.stringWidth(scale(top / 2))) + 2 * GAP;
            int head = legend(g, metrics, left, past.now()) * metrics.getHeight() + GAP;
            int foot = metrics.getHeight() + BAND + 2 * GAP;
            Area area = new Area(left, head, getWidth() - left - 2 * GAP, getHeight() - head - foot, top);
            grid(g, metrics, area);
            band(g, area, rates);
            for (Line line : Line.values()) {
                draw(g, area, rates, line);
            }
        }
        g.dispose();
    }

    /** Where the lines are, and how far up the scale goes. */
    private record Area(int left, int head, int width, int height, double top) {
        double x(long nanosAgo) {
            return left + width * (1 - (double) nanosAgo / SPAN_NANOS);
        }

        double y(double rate) {
            return head + height * (1 - rate / top);
        }
    }

    /** The end of the scale: a round number, not below what is shown. */
    private static double top(List<Past.Rates> rates) {
        double most = 1;
        for (Past.Rates each : rates) {
            most = Math.max(most, each.calls());
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 1.5, 2, 3, 4, 5, 6, 8}) {
            if (most <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String scale(double rate) {
        return rate == Math.rint(rate) ? String.format("%,.0f", rate) : String.format("%.1f", rate);
    }

    /** What the lines are, and their newest values; returns how many rows of text that takes. */
    private int legend(Graphics2D g, FontMetrics metrics, int left, Past.Rates now) {
        int rows = 1;
        int x = left;
        for (Line line : Line.values()) {
            String text = line.label + " " + BreakerCell.rate(line.rate.applyAsDouble(now));
            int width = SAMPLE + GAP + metrics.stringWidth(text);
            if (x > left && x + width > getWidth()) {
                rows++;
                x = left;
            }
            int baseline = (rows - 1) * metrics.getHeight() + metrics.getAscent();
            g.setColor(new Color(line.rgb));
            g.setStroke(line.stroke);
            g.drawLine(x, baseline - 4, x + SAMPLE, baseline - 4);
            g.setColor(getForeground());
            g.drawString(text, x + SAMPLE + GAP, baseline);
            x += Math.max(140, width + 2 * GAP);
        }
        return rows;
    }

    private void grid(Graphics2D g, FontMetrics metrics, Area area) {
        g.setColor(Color.WHITE);
        g.fillRect(area.left, area.head, area.width, area.height);
        g.setStroke(new BasicStroke(1f));
        for (int i = 0; i <= 2; i++) {
            double rate = area.top * i / 2;
            int y = (int) area.y(rate);
            g.setColor(Color.LIGHT_GRAY);
            g.drawLine(area.left, y, area.left + area.width, y);
            g.setColor(getForeground());
            String text = scale(rate);
            g.drawString(text, area.left - GAP - metrics.stringWidth(text), y + metrics.getAscent() / 2);
        }
        int baseline = area.head + area.height + BAND + GAP + metrics.getAscent();
        int step = 1;
        int room = metrics.stringWidth(Past.MINUTES + " min ago") + 2 * GAP;
        while (step < Past.MINUTES && (double) area.width / Past.MINUTES * step < room) {
            step++;
        }
        for (int minutes = 0; minutes <= Past.MINUTES; minutes++) {
            int x = (int) area.x(minutes * 60_000_000_000L);
            g.setColor(Color.LIGHT_GRAY);
            g.drawLine(x, area.head, x, area.head + area.height);
            g.setColor(getForeground());
            String text = minutes == 0 ? "now" : minutes + " min ago";
            int width = metrics.stringWidth(text);
            if (minutes % step != 0) {
                continue;
            }
            g.drawString(text, Math.max(2, Math.min(x - width / 2, getWidth() - width - 2)), baseline);
        }
    }

    /** The states, as far back as they were seen. */
    private static void band(Graphics2D g, Area area, List<Past.Rates> rates) {
        long now = System.nanoTime();
        int y = area.head + area.height + 3;
        for (int i = 0; i < rates.size(); i++) {
            int from = i == 0
                    ? (int) area.x(now - rates.get(0).nanos())
                    : (int) area.x(now - rates.get(i - 1).nanos());
            int to = (int) Math.ceil(area.x(now - rates.get(i).nanos()));
            g.setColor(rates.get(i).state().color());
            g.fillRect(Math.max(area.left, from), y, Math.max(0, to - Math.max(area.left, from)), BAND);
        }
    }

    private static void draw(Graphics2D g, Area area, List<Past.Rates> rates, Line line) {
        long now = System.nanoTime();
        Path2D path = new Path2D.Double();
        for (Past.Rates each : rates) {
            double x = area.x(now - each.nanos());
            double y = area.y(line.rate.applyAsDouble(each));
            if (x >= area.left) {
                if (path.getCurrentPoint() == null) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
        }
        g.setColor(new Color(line.rgb));
        g.setStroke(line.stroke);
        g.draw(path);
    }
}
