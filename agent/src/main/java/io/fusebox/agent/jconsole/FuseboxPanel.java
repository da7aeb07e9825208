package io.fusebox.agent.jconsole;

import java.awt.BorderLayout;
import java.awt.Font;
import java.awt.Insets;
import java.time.Instant;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.Timer;
import javax.swing.border.TitledBorder;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** The tab: a line about Fusebox, the table, and below it chart, past and buttons of the selected breaker. */
final class FuseboxPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int REPAINT_MILLIS = 500;

    /** The letters of a line about a change of state. */
    private static final int TRANSITION = 78;

    private final JLabel headline = new JLabel("Reading the breakers...");
    private final JTextField filter = new JTextField(12);
    private final BreakerGrid table = new BreakerGrid();
    private final RateChart chart = new RateChart();
    private final JTextArea past = new JTextArea(10, TRANSITION);
    private final TitledBorder title = BorderFactory.createTitledBorder("");
    private final JPanel below = new JPanel(new BorderLayout());
    private final MoveButtons buttons;
    private final Timer countdown = new Timer(REPAINT_MILLIS, tick -> table.repaint());

    FuseboxPanel(BreakerReader reader) {
        super(new BorderLayout(0, 4));
        this.buttons = new MoveButtons(reader);
        setBorder(BorderFactory.createEmptyBorder(6, 6, 6, 6));
        past.setEditable(false);
        past.setMargin(new Insets(4, 6, 4, 6));
        past.setFont(new Font(Font.MONOSPACED, Font.PLAIN, table.getFont().getSize()));

        JSplitPane selected = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, chart, new JScrollPane(past));
        selected.setResizeWeight(0.5);
        selected.setBorder(null);
        below.setBorder(title);
        below.add(selected);
        below.add(buttons, BorderLayout.SOUTH);
        JSplitPane all = new JSplitPane(JSplitPane.VERTICAL_SPLIT, new JScrollPane(table), below);
        all.setResizeWeight(0.6);
        all.setBorder(null);
        JLabel label = new JLabel("Filter:");
        label.setLabelFor(filter);
        label.setDisplayedMnemonic('F');
        filter.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent changed) {
                table.filter(filter.getText());
            }

            @Override
            public void removeUpdate(DocumentEvent changed) {
                table.filter(filter.getText());
            }

            @Override
            public void changedUpdate(DocumentEvent changed) {}
        });
        JPanel search = new JPanel(new BorderLayout(4, 0));
        search.add(label, BorderLayout.WEST);
        search.add(filter);
        JPanel above = new JPanel(new BorderLayout(12, 0));
        above.add(headline);
        above.add(search, BorderLayout.EAST);
        add(above, BorderLayout.NORTH);
        add(all);

        table.getSelectionModel().addListSelectionListener(changed -> showSelected());
        // What counts down does so between two readings, too.
        countdown.start();
    }

    /** The tab is gone. */
    void stop() {
        countdown.stop();
    }

    /** Shows what was read. Figures that were seen last stay, greyed, when nothing can be read. */
    void show(BreakerSample reading) {
        headline.setText(reading.headline());
        table.setEnabled(reading.isWhole());
        if (reading.isWhole()) {
            table.show(reading.breakers());
        }
        showSelected();
    }

    private void showSelected() {
        Figures breaker = table.selected();
        chart.show(table.past());
        buttons.select(table.isEnabled() ? breaker : null);
        title.setTitle(breaker == null ? "" : breaker.label() + ", the last " + Past.MINUTES + " minutes");
        below.repaint();
        String text = breaker == null ? "" : story(breaker);
        if (!text.equals(past.getText())) {
            past.setText(text);
            past.setCaretPosition(0);
        }
    }

    private static String story(Figures breaker) {
        StringBuilder text = new StringBuilder();
        long wouldReject = breaker.number("TotalWouldRejectCount");
        if (wouldReject > 0) {
            text.append(String.format(
                    "Mode observe let %,d calls through that enforce would have rejected.%n%n", wouldReject));
        }
        Instant at = breaker.instant("LastErrorTime");
        if (at == null) {
            text.append("No error so far.\n");
        } else {
            text.append("Last error, ").append(Times.text(at)).append(":\n  ");
            text.append(breaker.text("LastErrorType"));
            String message = breaker.text("LastErrorMessage");
            text.append(message.isEmpty() ? "" : ": " + message).append('\n');
        }
        text.append("\nChanges of state, the newest first:\n");
        for (String line : breaker.lines("RecentTransitions")) {
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
