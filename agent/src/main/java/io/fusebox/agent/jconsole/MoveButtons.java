package io.fusebox.agent.jconsole;

import io.fusebox.agent.text.TerminalText;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.FlowLayout;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanException;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/** A button for each of the operator's moves on the selected breaker. Each asks before it does it, and tells what came of it. */
final class MoveButtons extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final String CANCEL = "Cancel";

    private final transient BreakerReader reader;
    private final JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 6, 4));
    private final JLabel answer = new JLabel(" ");
    private transient @Nullable Figures selected;

    MoveButtons(BreakerReader reader) {
        super(new BorderLayout());
        this.reader = reader;
        for (Move move : Move.values()) {
            JButton button = new JButton(move.label + "...");
            button.setToolTipText(move.effect);
            button.addActionListener(pressed -> ask(move));
            buttons.add(button);
        }
        add(buttons);
        answer.setBorder(BorderFactory.createEmptyBorder(0, 8, 4, 8));
        add(answer, BorderLayout.SOUTH);
        select(null);
    }

    /** The breaker that the buttons move from now on; null: none. */
    void select(@Nullable Figures breaker) {
        if (breaker == null || selected == null || !breaker.bean().equals(selected.bean())) {
            answer.setText(" ");
        }
        selected = breaker;
        for (Component button : buttons.getComponents()) {
            button.setEnabled(breaker != null);
        }
    }

    private void ask(Move move) {
        Figures breaker = selected;
        if (breaker == null) {
            return;
        }
        String[] choices = {move.label, CANCEL};
        int choice = JOptionPane.showOptionDialog(
                SwingUtilities.getAncestorOfClass(FuseboxPanel.class, this),
                breaker.label() + ": " + move.label + "?\nIt is " + breaker.text("State") + " now.\n\n" + move.effect,
                move.label + " " + breaker.label(),
                JOptionPane.DEFAULT_OPTION,
                JOptionPane.QUESTION_MESSAGE,
                null,
                choices,
                CANCEL);
        if (choice == 0) {
            answer.setText("...");
            new Task(breaker, move).execute();
        }
    }

    private void tell(Figures breaker, Move move, @Nullable String done, @Nullable Throwable refusal) {
        reader.hurry();
        answer.setText(done == null ? "not done" : TerminalText.of(done));
        if (refusal != null) {
            JOptionPane.showMessageDialog(
                    SwingUtilities.getAncestorOfClass(FuseboxPanel.class, this),
                    breaker.label() + ": " + move.label + " was not done.\n" + inWords(refusal),
                    move.label + " " + breaker.label(),
                    JOptionPane.ERROR_MESSAGE);
        }
    }

    private static String inWords(Throwable refusal) {
        if (refusal instanceof InstanceNotFoundException) {
            return "There is no such breaker any more.";
        }
        if (refusal instanceof MBeanException || refusal instanceof SecurityException) {
            String words = TerminalText.of(String.valueOf(refusal.getMessage()));
            // Swing takes a line that begins as HTML for HTML.
            return words.startsWith("<") ? "The answer: " + words : words;
        }
        return refusal instanceof IOException
                ? "The connection is lost; whether it was done is not known."
                : refusal.toString();
    }

    /** Has the breaker moved, off the Swing thread. */
    private final class Task extends SwingWorker<String, Void> {
        private final Figures breaker;
        private final Move move;

        Task(Figures breaker, Move move) {
            this.breaker = breaker;
            this.move = move;
        }

        @Override
        protected String doInBackground() throws Exception {
            return String.valueOf(
                    reader.connection().invoke(breaker.bean(), move.operation, new Object[0], new String[0]));
        }

        @Override
        protected void done() {
            try {
                tell(breaker, move, get(), null);
            } catch (ExecutionException refused) {
                tell(breaker, move, null, refused.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
